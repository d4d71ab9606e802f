"""What committees have answered: what becomes of an answer, and what a row of the sheet Svar is. Reads no files."""
