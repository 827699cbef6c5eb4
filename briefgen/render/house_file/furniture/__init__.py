"""Takes the header and footer of a house file along, in the plain form that both writers fill."""
