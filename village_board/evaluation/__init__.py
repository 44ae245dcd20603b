"""Evaluation of diligence, integrity and performance (勤廉绩效), twice a year: an aid of those who supervise (P11).

It is computed from the records and never shown as the appraisal by law, which the assembly makes; that one is recorded
beside it. Villagers rate by sealed one-time slips (P22).
"""
