"""How the window looks: colours, sizes, fonts and icons, all from one set of tokens."""
