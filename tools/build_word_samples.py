"""Writes the Word documents of fixtures/pages, a good page and a bad one, with styles, tables, notes and tracked changes.

    python tools/build_word_samples.py [FOLDER]

The files are the same each time they are written with the same python-docx.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn

PAGES = Path(__file__).resolve().parent.parent / "fixtures" / "pages"


def good() -> Document:
    document = docx.Document()
    document.core_properties.title = "Carpal tunnel release"
    document.add_heading("Carpal tunnel release", 0)
    document.add_paragraph(
        "Carpal tunnel release is a small operation on your wrist. It gives more room to a nerve that is squeezed there. The"
        " nerve brings feeling to your thumb and most of your fingers."
    )
    document.add_heading("Why you may need it", 1)
    document.add_paragraph("Your doctor may suggest the operation if:")
    for text in ("your hand tingles or goes numb at night", "you drop things", "a splint (a stiff support) did not help"):
        document.add_paragraph(text, style="List Bullet")
    document.add_heading("What else you could choose", 1)
    document.add_paragraph("You do not have to have the operation. You could also:")
    for text in ("wear a splint at night for 6 weeks or more", "have a shot in the wrist to bring the swelling down"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("Or you could wait. If the nerve is squeezed for a long time, your hand may stay numb.")
    document.add_heading("Before you come", 1)
    noted = document.add_paragraph("Tell us about all the medicine you take. ")
    noted.add_run("Do not stop any of it").bold = True
    noted.add_run(" until a doctor or nurse tells you to.")
    change(noted, "del", " Leave your rings with our cashier.")
    change(noted, "ins", " Leave your rings at home.")
    document.add_heading("What happens", 1)
    document.add_paragraph(
        "You stay awake. The doctor numbs your hand, and then makes a small cut in the palm. It takes about 20 minutes. You go"
        " home the same day, so ask someone to drive you."
    )
    document.add_heading("Risks", 1)
    risky = document.add_paragraph("Most people heal well. Problems can happen:")
    note(document, risky, "American Academy of Orthopaedic Surgeons, Carpal tunnel syndrome, 2024.")
    table = document.add_table(1, 2)
    table.style = "Table Grid"
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Problem", "What we do about it"
    for problem, answer in (
        ("A sore scar", "It gets better in a few months. We show you how to rub it with cream."),
        ("Infection of the cut", "We clean the skin well. Some people need medicine."),
        ("Harm to a nerve, which is rare", "You may need another operation."),
    ):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = problem, answer
    document.add_heading("When to get help", 1)
    call = document.add_paragraph("Call ")
    link(document, call, "tel:+15550100", "our nurse line at 555-0100")
    call.add_run(" if your hand gets red, hot, or more swollen, or if you have a fever. Call 911 if you cannot breathe well.")
    document.add_paragraph("This page gives general information. It does not replace advice from your own doctor.")
    document.sections[0].header.paragraphs[0].text = "Riverbend Hand Clinic"
    document.sections[0].footer.paragraphs[
        0
    ].text = "Written by N. Okafor, RN. Checked by P. Lund, MD. Last reviewed: 2026-05-04"
    return document


def bad() -> Document:
    document = docx.Document()
    document.core_properties.title = "Microsoft Word - cataract flyer FINAL.doc"
    document.add_heading("Cataract surgery", 1)
    document.add_paragraph(
        "Our surgeons offer the best cataract treatment in the state. Phacoemulsification is completely safe and cures cloudy"
        " vision for good."
    )
    document.add_heading("Preparation", 3)
    document.add_paragraph("Prior to surgery, the following must be discontinued:")
    document.add_paragraph("Stop your warfarin five days before.", style="List Bullet")
    document.add_paragraph("Instill 1.0 mg of the mydriatic agent q.d.", style="List Bullet")
    changed = document.add_paragraph("Patients who are non-compliant will be sent home. ")
    change(changed, "ins", "Our new lens is a miracle.")
    change(changed, "del", "A guaranteed result, or your money back.")
    hidden = document.add_paragraph().add_run("Draft: it is risk-free.")
    hidden.font.hidden = True
    document.add_heading("After your operation", 2)
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Drop", "Dose"
    table.cell(1, 0).text, table.cell(1, 1).text = "Prednisolone", ".5 mL 4 times a day"
    document.add_paragraph("For more, ")
    link(document, document.paragraphs[-1], "https://example.org/cataract", "click here")
    document.add_comment(document.paragraphs[1].runs, text="Is this a miracle cure?", author="Editor", initials="E")
    document.sections[0].footer.paragraphs[0].text = "Last reviewed: 2021-02-15"
    return document


def change(paragraph: Any, kind: str, text: str) -> None:
    """A tracked change: words put in (`ins`) or taken out (`del`)."""
    changed = OxmlElement(f"w:{kind}")
    for name, value in (("w:id", "1"), ("w:author", "Editor"), ("w:date", "2026-05-01T09:00:00Z")):
        changed.set(qn(name), value)
    run, words = OxmlElement("w:r"), OxmlElement("w:delText" if kind == "del" else "w:t")
    words.text = text
    words.set(qn("xml:space"), "preserve")
    run.append(words)
    changed.append(run)
    paragraph._p.append(changed)


def link(document: Document, paragraph: Any, address: str, text: str) -> None:
    linked = OxmlElement("w:hyperlink")
    linked.set(qn("r:id"), document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run, words = OxmlElement("w:r"), OxmlElement("w:t")
    words.text = text
    run.append(words)
    linked.append(run)
    paragraph._p.append(linked)


def note(document: Document, paragraph: Any, text: str) -> None:
    """The document's one footnote."""
    xml = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    run, reference = OxmlElement("w:r"), OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), "2")
    run.append(reference)
    paragraph._p.append(run)


SAMPLES: dict[str, Callable[[], Document]] = {
    "carpal-tunnel-release.good.docx": good,
    "cataract-surgery.bad.docx": bad,
}


def packed(document: Document) -> bytes:
    """The document's file, without the picture of its first page and without the time at which it was written."""
    package = document.part.package
    assert package is not None
    for number, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[number]
    saved, out = BytesIO(), BytesIO()
    document.save(saved)
    with ZipFile(saved) as archive, ZipFile(out, "w", ZIP_DEFLATED) as same:
        for name in archive.namelist():
            same.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), archive.read(name), ZIP_DEFLATED)
    return out.getvalue()


def main(folder: Path) -> None:
    for name, make in SAMPLES.items():
        (folder / name).write_bytes(packed(make()))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PAGES)
