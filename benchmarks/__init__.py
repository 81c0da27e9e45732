"""How fast kodeverk is, as ratios to reference code that does the same work and nothing else.

``python -m benchmarks`` prints one table. Only ratios within one run say anything; the milliseconds
beside them show the scale. See floors.py for what each ratio is measured against.

What is concluded from a study (``--only study``) has no floor: growth.py sets 200 interviews beside 20, with 40 codes,
80 propositions, 25 judgements and 8 condensations an interview, 30 claims and a report of thirty pages.
"""
