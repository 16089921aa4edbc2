"""Cut the site's fonts from the packages that carry them.

``python script/fonts.py var/fonts`` writes, for every face of ``FACES``:

* ``web/fonts/<name>-<range>.woff2`` for each of ``RANGES``, what browsers load
  (``/static/fonts/<name>-<range>.woff2``; use ``RANGES`` as its ``unicode-range``);
* ``pdf/<file>.ttf``, the whole face, static, to be embedded in PDFs.

The same packages give the same bytes every time.
"""

import shutil
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import fontpkg
from fontTools.subset import Options, Subsetter, parse_unicodes
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

# Latin is what a page in US English sets, with the accents that its names and words bring
# most often: the three or four faces of a lesson count toward its weight. All else is in
# the second file, which a browser asks for only when a page has such a letter.
RANGES = {
    "latin": (
        "U+0020-007E, U+00A0, U+00A7, U+00A9, U+00AE, U+00B0, U+00B7, U+00BD, U+00C9, "
        "U+00D7, U+00E1, U+00E9, U+00ED, U+00F1, U+00F3, U+00F6-00F7, U+00FC, "
        "U+2010-2015, U+2018-201A, U+201C-201E, U+2020, U+2022, U+2026, U+2030, "
        "U+2032-2033, U+2039-203A, U+20AC, U+2122, U+2190-2193, U+2212"
    ),
    "latin-ext": (
        "U+00A1-00A6, U+00A8, U+00AA-00AD, U+00AF, U+00B1-00B6, U+00B8-00BC, "
        "U+00BE-00C8, U+00CA-00D6, U+00D8-00E0, U+00E2-00E8, U+00EA-00EC, U+00EE-00F0, "
        "U+00F2, U+00F4-00F5, U+00F8-00FB, U+00FD-02FF, U+0300-036F, U+1D00-1DBF, "
        "U+1E00-1EFF, U+2021, U+2044, U+20A0-20AB, U+20AD-20C0, U+2113, U+2248, U+2260, "
        "U+2264-2265, U+2C60-2C7F, U+A720-A7FF"
    ),
}

# Kerning, ligatures and, where tables are set, figures of one width. Marks and local
# forms matter only for the letters of the second file.
FEATURES = {
    "latin": ["kern", "liga"],
    "latin-ext": ["kern", "liga", "ccmp", "locl", "mark", "mkmk"],
}
TABLE_FAMILIES = {"Atkinson Hyperlegible"}

# Who made the font and under which license: the Open Font License asks that a copy
# says so.
LEGAL_NAMES = [0, 13, 14]


@dataclass(frozen=True)
class Face:
    """One cut: its package's family, and what its files are called."""

    family: str
    weight: int
    style: str
    web: str
    pdf: str

    def load(self):
        """The face as a static font, cut out of a variable one where need be."""
        font = TTFont(fontpkg.path(self.family, self.weight, self.style), recalcTimestamp=False)
        if "fvar" in font:
            font = instancer.instantiateVariableFont(font, {"wght": self.weight}, static=True)
            self.rename(font)
        return font

    def rename(self, font):
        """Give a cut the name it goes by, since the source's own names say "Thin"."""
        names = font["name"]
        for record in (16, 17, 21, 22, 25):
            names.removeNames(nameID=record)
        for record, text in {
            1: self.family,
            2: "Regular",
            3: f"{self.pdf} cut from {self.family}",
            4: f"{self.family} {self.weight}",
            6: self.pdf,
        }.items():
            names.setName(text, record, 3, 1, 0x409)
        del font["STAT"]


FACES = [
    Face(
        "Atkinson Hyperlegible", 400, "normal", "atkinson-regular", "AtkinsonHyperlegible-Regular"
    ),
    Face("Atkinson Hyperlegible", 700, "normal", "atkinson-bold", "AtkinsonHyperlegible-Bold"),
    Face("Atkinson Hyperlegible", 400, "italic", "atkinson-italic", "AtkinsonHyperlegible-Italic"),
    Face("Bitter", 640, "normal", "bitter-640", "Bitter-640"),
    Face("IBM Plex Mono", 600, "normal", "plex-mono-600", "IBMPlexMono-SemiBold"),
]


def subset(font, face, name):
    """Keep of ``font`` only what the range ``name`` of a web page can show."""
    figures = ["tnum"] if face.family in TABLE_FAMILIES else []
    options = Options(
        hinting=False,
        desubroutinize=True,
        layout_features=FEATURES[name] + figures,
        name_IDs=LEGAL_NAMES,
        name_languages=[0x409],
        notdef_outline=False,
        glyph_names=False,
        legacy_kern=False,
        drop_tables=["DSIG", "VDMX", "meta", "gasp", "STAT", "MVAR", "HVAR", "avar"],
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=parse_unicodes(RANGES[name].replace(" ", "")))
    subsetter.subset(font)
    font.flavor = "woff2"
    return font


def build(face, folder):
    """Write all files of one face below ``folder`` and return their paths."""
    whole = face.load()
    written = [folder / "pdf" / f"{face.pdf}.ttf"]
    whole.save(written[0])
    for name in RANGES:
        written.append(folder / "web" / "fonts" / f"{face.web}-{name}.woff2")
        subset(TTFont(written[0], recalcTimestamp=False), face, name).save(written[-1])
    return written


def build_all(folder):
    """Write every face below ``folder``, with each family's license beside it."""
    for part in ("pdf", "web/fonts"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor() as pool:
        for written in pool.map(build, FACES, [folder] * len(FACES)):
            for path in written:
                print(f"{path.stat().st_size:>8} {path.relative_to(folder)}")
    for face in FACES:
        source = fontpkg.path(face.family, face.weight, face.style)
        license_text = source.parent.parent / "LICENSE"
        name = face.family.lower().replace(" ", "-")
        shutil.copyfile(license_text, folder / "web" / "fonts" / f"{name}-license.txt")


if __name__ == "__main__":
    build_all(Path(sys.argv[1]))
