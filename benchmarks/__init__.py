"""How fast kodeverk is, as ratios to reference code that does the same work and nothing else.

``python -m benchmarks`` prints one table. Only ratios within one run say anything; the milliseconds
beside them show the scale. See floors.py for what each ratio is measured against.
"""
