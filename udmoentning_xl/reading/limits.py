"""How much is read before a file is taken to be harmful: the whole run is to stay within 20 seconds and 1 GB.

What a package may unpack to at all is limited in ``package.archive``.
"""

MB = 1 << 20

MAX_FILE = 150 * MB  # it is held twice, here and in calamine; a plan with hundreds of photos stays below
MAX_TREE = 16 * MB  # parts whose elements are all held (styles, comments, relationships), at 1 kB for each 60 bytes
MAX_TEXT_XML = 150 * MB  # what is held of the parts that carry values; 30,000 items of 20 columns take 40 MB
MAX_AREA = 5_000_000  # cells from A1 to the last one used, blank ones too; calamine holds each in 32 bytes
MAX_MARKED = 1_000_000  # cells of a sheet that are looked into for format, formula or error: 5 microseconds each
MAX_TEXT = 150 * MB  # text of all cells together: one shared text of 30 kB in a million cells is 30 GB
MAX_OPEN_ELEMENTS = 1_000_000  # each takes expat 100 bytes while it is open; real sheets nest six deep
MAX_COLUMN = 16_384  # XFD, and Excel's last row; a cell beyond them is no Excel cell
MAX_ROW = 1_048_576
