"""What stands above and below the text of every page: the house's own header and footer.

`taking` carries them over from the house file, clean and with their slots in one plain form;
`forming` makes of them what both writers fill (`briefgen.render.furniture`), as XML and as
`drawing` reads them for the PDF.
"""
