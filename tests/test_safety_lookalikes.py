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
    ("procedure", "Stop your iron tablets a week before the test, as your letter says."),
    ("medicine", "Take the last tablets of the box before you open a new one."),
    (
        "condition",
        "If the wound is dry, the stitches are out and you feel well, your nurse may say that antibiotics are not needed. So antibiotics are no longer needed for most sore throats.",
    ),
    ("medicine", "Old medicines can go in the bin at the pharmacy. The inhaler can go in the recycling box there."),
    ("medicine", "Take it with the evening meal to catch up on sleep."),
    ("procedure", "Cut your nails. Split the tablets in half with a tablet cutter if your pharmacist shows you how."),
    ("medicine", "Take the next dose early only if your pharmacist says so."),
    ("medicine", "Wear one patch. Put another patch on a new spot when you take the old one off."),
    ("medicine", "Put on another patch if the old one falls off."),
    ("medicine", "You may take one tablet instead of two if your doctor has told you to."),
    ("medicine", "Children take one capsule a day instead of two."),
    ("medicine", "A double dose of the vaccine is given to people over 60."),
    ("condition", "You can use it instead of tablets: your doctor may offer a gel."),
    ("condition", "If you cannot swallow, you can take this instead of tablets."),
    ("condition", "Have a warm drink before you call the clinic to book."),
    ("procedure", "Drink two glasses of water before you see the nurse for the scan."),
    ("procedure", "Write down your questions before you think about seeing a specialist."),
    ("condition", "A seizure can leave you worn out. Take a rest and see a friend."),
    ("condition", "After a stroke, wait until the next review to drive again."),
    ("condition", "I stayed away from the hospital during the pandemic, and my stroke was missed. Please go."),
    ("story", "I gave up insulin and went for a pump with my team's help. You can do the same."),
    ("medicine", "When you feel well again, you can stop it: it is only a cough syrup."),
    ("medicine", "Take it for 7 days. After the 7 days, you can stop it."),
    ("condition", "People put their tablets in the bathroom, which is too damp."),
    ("condition", "Patients put their pills in the box for the week."),
    ("procedure", "Add a second pillow. Add an extra dose of the bowel prep only if the nurse tells you to."),
    ("medicine", "Have one spoonful to make up for fluids that you lost."),
]


@pytest.mark.parametrize(("page_type", "text"), PASSAGES)
def test_no_safety_rule_speaks(page_type: str, text: str) -> None:
    findings = LINTER.check_text(text, "page.md", page_type=page_type, fragment=True).findings
    assert [one.text for one in findings if one.rule.startswith("safety/")] == []
