"""Applications for information (依申请公开): the form, the clock, the answer, and the tables of the yearly report.

The Regulation on Open Government Information binds township and district; the village does the same by analogy.
"""
