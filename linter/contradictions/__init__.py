"""Whether a page says two things of one: the parts of the check `contradiction`.

`compared` gathers what a page says of its quantities, `apart` and `twins` say what tells two of them apart, `verdicts` how sure
a contradiction is. The others each know one way to say one thing twice: in an answer, in a table of doses, in a summary.
"""
