"""Layouts of earlier versions, frozen: what verify compares older files with and migrate.py starts from.

Never edited. When the layout in schema.py changes, its statements as they were are added here.
"""

from kodeverk.store.layouts.layout_0 import LAYOUT_0
from kodeverk.store.layouts.layout_1 import LAYOUT_1
from kodeverk.store.layouts.layout_2 import LAYOUT_2
from kodeverk.store.layouts.layout_3 import LAYOUT_3

LAYOUTS = {0: LAYOUT_0, 1: LAYOUT_1, 2: LAYOUT_2, 3: LAYOUT_3}
