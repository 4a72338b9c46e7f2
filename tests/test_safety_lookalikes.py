"""What looks like advice to stop, change, swap or wait, and is none: an error here would cost more trust than a miss."""

from __future__ import annotations

import pytest

from linter import Linter

LINTER = Linter(syntax="off")
PASSAGES = [
    ("condition", "Smoking weakens your statin. Quit it now."),
    ("condition", "Alcohol and antibiotics do not mix. Give it up for the week."),
    ("medicine", "Take your tablets with water. If you find the walk hard, give it up and rest."),
    ("medicine", "The inhaler comes with a dose counter. Leave it in the box until you need it."),
    ("medicine", "Keep insulin cool. Do not leave it in the car."),
    ("medicine", "Put used injections in the sharps box. When it is full, bin it at the clinic."),
    ("condition", "Grief is hard, and pills cannot take it away. With time you can let it go."),
    (
        "procedure",
        "Your nurse puts a drip in for the medicine. You will have no more need for the tablets once you leave the ward.",
    ),
    ("condition", "Have weekends off from work. Antibiotics need rest to help."),
    ("story", "I skip my inhaler when I forget. Everyone should try to do better than me."),
    ("medicine", "One tablet becomes two halves if you break it on the line."),
    ("medicine", "Half a tablet will do on most days, says your doctor. Ask before you change it."),
    ("medicine", "Turn the patch up at one corner and peel it off. Push the pen down until it clicks. Push the inhaler down."),
    ("medicine", "Push your pen down on the skin. Turn the pen up and hold it for 10 seconds."),
    ("condition", "Your tablets can be shared out over the day in a pill box."),
    ("condition", "Nobody needs to be told about a lump that your doctor has checked."),
    ("condition", "You have had chest pain and the ambulance is on its way. Sit tight and unlock the door."),
    ("condition", "If you have a seizure, others should time it. Leave it until the next fit to change your pillow."),
    ("procedure", "The hospital is for people who need a bed, not for a fit baby."),
    ("condition", "A stroke can happen at night. We waited for hours for the scan, and you can do the same."),
    ("medicine", "Your insulin stands in for what your body used to make."),
    ("condition", "The inhaler does what your lungs cannot."),
    ("condition", "Insulin injections do what the pancreas used to do."),
    ("promotional", "Some patients have swapped tablets for a patch, as their doctor advised."),
    ("condition", "Some people have swapped warfarin for a newer blood thinner."),
    ("condition", "People with asthma have swapped the old inhaler for a new one that is better for the planet."),
    ("medicine", "Take the morning tablets with the evening meal if you work nights."),
    ("procedure", "Pack the CPAP machine back in its box and bring it to the clinic."),
    ("procedure", "Take your inhalers back to the pharmacy when they are empty. Send the oxygen back when your nurse says so."),
    ("condition", "That is all the medicine you need today."),
    ("medicine", "Forget about the missed dose. Take the next one at the usual time."),
    ("medicine", "If you have black stools, do not sit tight. Call 911."),
    ("condition", "Do you feel a breast lump? Watch for two things: dimples and a rash. Then call us."),
    ("procedure", "Skip the scan until you have taken the test at home? No: come on the day we gave you."),
    ("medicine", "Rinse the inhaler, then put it away. Give the inhaler a shake. Dump the water out."),
    ("medicine", "Your painkillers can make you sleepy. Give up driving while you take them."),
    ("condition", "Most of our patients take them with breakfast. Metformin can upset your stomach."),
    ("condition", "Metformin can upset your stomach. Most of our patients take them with breakfast."),
]


@pytest.mark.parametrize(("page_type", "text"), PASSAGES)
def test_no_safety_rule_speaks(page_type: str, text: str) -> None:
    findings = LINTER.check_text(text, "page.md", page_type=page_type, fragment=True).findings
    assert [one.text for one in findings if one.rule.startswith("safety/")] == []
