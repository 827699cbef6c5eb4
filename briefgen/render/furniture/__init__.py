"""What stands above and below the text of every page: the house's own header and footer.

`taking` carries them over from the house file, clean and with their slots in one plain form;
`forming` makes `forms` of them, as XML and as `drawing` reads them for the PDF. All that is done
when the house is read. `filling` puts the words of a pack into the forms, for both writers.
"""
