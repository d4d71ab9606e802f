"""The verb flet: what committees have sent back becomes rows to approve, and what is approved is written into the plan.

``returns`` finds and reads the files, ``meanings`` says what a text means, ``decisions`` what becomes of each answer,
``writing`` how the plan would write it, ``collecting`` puts the sheet Svar into a copy of the plan, and ``approval``
writes what people have approved there.
"""
