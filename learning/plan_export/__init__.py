"""The strategy plan as files: what is in them, and how each kind is made.

``content`` reads the plan; everything else here knows no model and works from that
content alone, so that a revision comes out the same whenever it is rendered.
"""
