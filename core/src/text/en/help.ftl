# The pages of help.
