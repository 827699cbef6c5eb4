"""What stands above and below the text of every page: the house's own header and footer.

`taking` carries them over from the house file, clean and in one plain form; `filling` puts the
words of a pack into them, for both writers; `layout` reads the filled ones for the PDF.
"""
