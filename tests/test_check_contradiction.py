"""Two values for one thing on a page: what contradicts, and what is two things."""

from __future__ import annotations

from functools import cache

import pytest

from linter import Linter
from linter.findings import Finding

RULE = "measure/conflicting-values"


@cache
def engine(profile: str = "us-default") -> Linter:
    return Linter(profile=profile, syntax="off")


def found(text: str, page_type: str = "condition", profile: str = "us-default") -> list[Finding]:
    findings = engine(profile).check_text(text, path="page.md", page_type=page_type, fragment=True).findings
    return [finding for finding in findings if finding.rule == RULE]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Take 300 mg of it every 8 hours.\n\nThe normal dose is 3,000 mg every 8 hours.", "3,000 mg every 8 hours"),
        ("Take 1 tablet every 4 hours.\n\nTake 1 tablet every 8 hours.", "8 hours"),
        ("Take 5 mg once a day.\n\nTake 5 mg twice a day.", "5 mg twice a day"),
        ("The maximum dose is 8 tablets in 24 hours.\n\nNever take more than 12 tablets in 24 hours.", "more than 12 tablets"),
        ("Take 400 mg every 6 hours.\n\nThe dose is 4,000 mg.", "4,000 mg"),
        (
            "| Medicine | Dose |\n|---|---|\n| Warfarin | 5 mg a day |\n\nTake 50 mg of warfarin a day.",
            "50 mg of warfarin a day",
        ),
        ("Give children aged 6 to 12 5 mL.\n\nChildren aged 6 to 12 have 50 mL.", "50 mL"),
        ("Swallow 10 mg once a day.\n\nThe dose is 100 mg once a day, with a glass of water.", "100 mg once a day"),
    ],
)
def test_doses(text: str, span: str):
    findings = found(text, "medicine")
    assert [finding.text for finding in findings] == [span]
    assert findings[0].severity.value == "error"
    assert len(findings[0].related) == 1


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Your cut will be 2 inches long.\n\nThe cut is 5 inches long and closes with glue.", "5 inches"),
        ("The stent is 20 mm long. A nurse shows you one. The stent is 35 mm long.", "35 mm"),
        ("Rest for 2 weeks after surgery.\n\nYou need to rest for 6 weeks after surgery.", "6 weeks"),
        ("Most people stay in hospital for 2 days.\n\nMost people stay in hospital for 5 days.", "5 days"),
        ("Call us if you have a fever over 100.4°F.\n\nCall us if you have a fever over 102°F.", "over 102°F"),
        ("Store it below 25°C.\n\nStore it below 30°C.", "below 30°C"),
        ("Drink 8 cups of water a day.\n\nTo stay well, drink 4 cups of water a day.", "4 cups of water a day"),
        ("The success rate is 90%.\n\nThe success rate is 70%.", "70%"),
        ("The scar will be 4 inches long.\n\nThe scar, about 8 inches long, fades in a year.", "about 8 inches"),
    ],
)
def test_other_things(text: str, span: str):
    findings = found(text)
    assert [finding.text for finding in findings] == [span]
    assert findings[0].severity.value == "warning"


@pytest.mark.parametrize(
    "text",
    [
        "Start with 5 mg once a day. After 2 weeks, take 10 mg once a day.",
        "Adults: 10 mg a day. Children: 5 mg a day.",
        "Take 400 mg every 6 hours. Do not take more than 1,200 mg in 24 hours.",
        "The usual dose is 20 mg a day.\n\nThe maximum dose is 80 mg a day.",
        "For pain, take 500 mg twice a day.\n\nFor fever, take 250 mg twice a day.",
        "It comes as 5 mg and 10 mg tablets.\n\nEach tablet contains 5 mg.",
        "## Low blood pressure\n\nTake 5 mg a day.\n\n## If you have kidney disease\n\nTake 2.5 mg a day.",
        "## Ibuprofen\n\nTake 400 mg every 6 hours.\n\n## Naproxen\n\nTake 250 mg every 6 hours.",
        "## Dose for adults\n\n10 mg a day\n\n## Dose for children\n\n5 mg a day",
        "Warfarin: take 5 mg a day.\n\nDigoxin: take 0.125 mg a day.",
        "Take 1 tablet in the morning.\n\nTake 2 tablets at night.",
        "If you weigh less than 50 kg, take 500 mg. If you weigh more than 50 kg, take 1 g.",
        "Take 10 mg by mouth once a day.\n\nInject 5 mg once a day.",
        "Adults\n\nTake 10 mg once a day.\n\nTeenagers\n\nTake 5 mg once a day.",
        "If you do not ovulate:\n\n- The most you take is 225 IU a day\n\nIf you need more eggs:\n\n- The most you take is 450 IU a day",
        "Take 5 to 10 mg a day.\n\nThe usual dose is 10 mg a day.",
        "Take 500 mg a day.\n\nThe dose is 0.5 g a day.",
    ],
)
def test_doses_that_differ_for_a_reason(text: str):
    assert found(text, "medicine") == []


@pytest.mark.parametrize(
    "text",
    [
        "Walk for 10 minutes a day in week 1.\n\nWalk for 30 minutes a day in week 2.",
        "The tumor is 2 cm wide in stage 1.\n\nThe tumor is 5 cm wide in stage 2.",
        "Stop eating 6 hours before surgery.\n\nStop drinking 2 hours before surgery.",
        "Call your doctor for a fever over 38°C.\n\nGo to the emergency room for a fever over 40°C.",
        "Men should have a waist under 40 inches. Women should have a waist under 35 inches.",
        "She lost 10 pounds. He lost 20 pounds.",
        "Lie down for 10 minutes. Wait 15 minutes. Lie down for 5 minutes.",
        "- Mild: rest for 2 days\n- Severe: rest for 2 weeks",
        "Approx 6 weeks\n\nYou see a surgeon.\n\nApprox 2 weeks\n\nYou get a letter.",
        # three values or more of one thing are choices
        "The plan allows 8 grams of fat a day.\n\nThe plan allows 10 grams of fat a day.\n\nThe plan allows 12 grams of fat a day.",
        "The scan takes 30 to 60 minutes.\n\nThe scan takes about 45 minutes.",
        "A fever is 100°F or more.\n\nA fever is 38°C or more.",
        "This takes 3 hours.\n\nThis takes 4 weeks.",
    ],
)
def test_things_that_differ_for_a_reason(text: str):
    assert found(text) == []


@pytest.mark.parametrize(
    ("page_type", "text"),
    [
        ("medicine", "Take the antibiotics for 7 days.\n\nIf you have a kidney infection, take the antibiotics for 14 days."),
        ("medicine", "Use the pink-top drops for 4 weeks.\n\nUse the white-top drops for 2 weeks."),
        ("medicine", "## Antibiotic drops\n\nUse the drops for 1 week.\n\n## Steroid drops\n\nUse the drops for 4 weeks."),
        (
            "medicine",
            "## Infant drops\n\n| Weight | Dose |\n|---|---|\n| 12 to 17 lb | 1.25 mL |\n| 18 to 23 lb | 1.875 mL |\n\n## Children's liquid\n\n| Weight | Dose |\n|---|---|\n| 12 to 17 lb | 2.5 mL |\n| 18 to 23 lb | 3.75 mL |",
        ),
        (
            "medicine",
            "## Syrup 120 mg/5 mL\n\n- 2 to 3 years: 7.5 mL\n- 4 to 5 years: 10 mL\n\n## Syrup 250 mg/5 mL\n\n- 2 to 3 years: 2.5 mL\n- 4 to 5 years: 5 mL",
        ),
        (
            "medicine",
            "A child of 4 to 6 years has 5 mL of the syrup.\n\nA child of 4 to 6 years has 7.5 mL of the weaker syrup.",
        ),
        (
            "procedure",
            "| Time before the test | What to do |\n|---|---|\n| 6 hours | Stop solid food |\n| 2 hours | Stop clear drinks |\n\nDo not eat solid food for 6 hours before the test. Stop clear drinks 2 hours before it.",
        ),
        ("procedure", "## Before surgery\n\n- Do not drink for 2 hours.\n\n## After surgery\n\n- Do not drink for 6 hours."),
        (
            "procedure",
            "## After surgery\n\n- Do not drive for 2 weeks.\n- Do not lift for 6 weeks.\n- Wear the shield for 1 week.\n\nWear the eye shield at night for 4 weeks.",
        ),
        (
            "medicine",
            "Children aged 1 to 4 years have 125 mg three times a day.\n\nChildren aged 1 to 4 years with a severe infection have 250 mg three times a day.",
        ),
        (
            "medicine",
            "Children aged 1 to 4 years have 125 mg three times a day.\n\nOn the first day, children aged 1 to 4 years have 250 mg.",
        ),
        (
            "medicine",
            "## Ear infections\n\nChildren aged 1 to 4 years: 125 mg three times a day\n\n## Pneumonia\n\nChildren aged 1 to 4 years: 250 mg three times a day",
        ),
        (
            "condition",
            "| Test | Range |\n|---|---|\n| Fasting glucose | 70 to 99 mg/dL |\n| LDL | 50 to 100 mg/dL |\n\nTwo hours after a meal, the normal range for glucose is 100 to 140 mg/dL.",
        ),
        (
            "condition",
            "| Test | Range |\n|---|---|\n| Sodium | 135 to 145 mEq/L |\n| Potassium | 3.5 to 5 mEq/L |\n\nA low sodium is 120 to 130 mEq/L. In older people the range for potassium is 4 to 5.5 mEq/L.",
        ),
        (
            "procedure",
            "Put ice on your knee for 15 minutes at a time. Rest for 40 minutes between.\n\nPut a warm pack on your knee for 20 minutes at a time.",
        ),
        ("medicine", "Use the spray for 2 weeks. Do not use the spray for more than 4 weeks."),
        ("medicine", "Use the cream for 2 weeks. Some people need the cream for 6 weeks."),
        ("medicine", "Take the tablets for 3 days.\n\nYou can take the tablets for up to 10 days."),
        (
            "medicine",
            "Most people take the tablets for 6 months. Keep taking the tablets for 2 years if you had a clot in the lung.",
        ),
        ("procedure", "## Your 2-day plan for the test\n\nFor the test, plan on 2 to 3 hours."),
        ("medicine", "Take the tablets for 5 days. Wait 2 weeks. Then take the tablets for 7 days."),
        (
            "medicine",
            "The nurse gives the injection. Use the cream for 4 weeks before the visit.\n\nAfter the visit, use the cream for 2 weeks.",
        ),
        ("medicine", "You can keep the opened drops for 4 weeks.\n\nUse the drops for 2 weeks."),
        ("medicine", "Right eye: 1 drop 4 times a day.\n\nLeft eye: 1 drop 2 times a day."),
        ("procedure", "The Fresh Start program has 8 classes.\n\nThe Easy Walk program has 10 classes."),
        (
            "procedure",
            "You will stay in hospital for 2 nights after a hip replacement. Most people stay 1 night after a hernia repair.",
        ),
        ("condition", "Call us if you have a fever above 100.4°F.\n\nGo to the ER if you have a fever above 104°F."),
        (
            "condition",
            "If your blood sugar is below 70 mg/dL, eat a snack.\n\nIf your blood sugar is below 54 mg/dL, call 911.",
        ),
        ("condition", "About 5 in 100 people have pain after 1 year.\n\nAbout 20 in 100 people have pain after 1 month."),
        ("condition", "In 2010, 20 in 100 adults smoked.\n\nIn 2020, 12 in 100 adults smoked."),
        ("condition", "Children under 5 see the dentist every 6 months.\n\nChildren over 5 see the dentist every 12 months."),
        ("condition", "An open wound needs 2 weeks to heal.\n\nCover the open wound for 3 days."),
        ("condition", "The CT scan takes about 10 minutes.\n\nThe MRI scan takes about 40 minutes."),
        ("procedure", "You have 6 sessions of physical therapy.\n\nYou have 12 sessions of talking therapy."),
        ("condition", "A fever is 100.4°F (38°C) or more. A high fever is 104°F (40°C) or more."),
        ("condition", "The blood test takes about 5 minutes.\n\nThe scan takes about 40 minutes."),
        (
            "condition",
            "## Children\n\nCall if the fever lasts more than 1 day.\n\n## Adults\n\nCall if the fever lasts more than 3 days.",
        ),
        ("condition", "Call us if you gain more than 3 pounds in a day.\n\nCall us if you gain more than 5 pounds in a week."),
        ("medicine", "Never take more than 4 tablets in 24 hours.\n\nNever take more than 20 tablets in a week."),
        ("medicine", "Adults must not take more than 8 tablets in 24 hours.\n\nChildren can take up to 4 tablets in 24 hours."),
        (
            "medicine",
            "| Weight | How much |\n|---|---|\n| Under 50 kg | 5 mg a day |\n\nIf you weigh over 50 kg, take 10 mg a day.",
        ),
        (
            "medicine",
            "| Medicine | How much |\n|---|---|\n| Ibuprofen | 400 mg |\n| Codeine | 30 mg |\n\nTake 15 mg of morphine at night.",
        ),
        ("procedure", "Before surgery, 20 in 100 people have pain. After surgery, 4 in 100 people have pain."),
        ("condition", "About 2 in 100 people get a wound infection.\n\nAbout 2 in 1,000 people get a chest infection."),
        ("medicine", "The tablets take 2 weeks to work. The tablets can be kept for 3 years. Take the tablets for 6 months."),
    ],
)
def test_what_headings_steps_and_names_part_is_no_contradiction(page_type: str, text: str):
    assert found(text, page_type) == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        # a row of a table as a whole, and a step's number
        ("| Step | What to do |\n|---|---|\n| 1 | Dry the skin |\n| 2 | Wear the plaster for up to 8 hours |\n\n"
         "Wear each plaster for up to 12 hours.", ["up to 12 hours"]),
        ("| Before the scan | |\n|---|---|\n| 3 hours | Nothing to eat |\n\nHave nothing to eat for 6 hours before the scan, so that "
         "your stomach is empty.", ["6 hours"]),
        # an age or a weight says for whom
        ("## 3. How to give it\n\n| Age | One dose |\n|---|---|\n| 4 to 6 years | 7.5 mL |\n\nA child of 4 to 6 years has 5 mL as "
         "one dose.", ["5 mL"]),
        ("- Age 1 to 4 years: 250 mg (5 mL) three times a day\n\nChildren aged 1 to 4 years have 125 mg three times a day.",
         ["125 mg three times a day"]),
        ("## Ibuprofen\n\n| Weight | How often |\n|---|---|\n| 24 to 35 lb | every 6 to 8 hours |\n\nGive ibuprofen every 4 hours if your "
         "child weighs 24 to 35 lb.", ["4 hours"]),
        # an item that its heading leads, and a paragraph
        ("## Ready for your scope test\n\n- Drink nothing for 3 hours before the test.\n- Bring your letter.\n\nDrink nothing for "
         "5 hours before the test.", ["5 hours"]),
        # unless somebody says so
        ("## Dose\n\nTake no more than 3 tablets in 24 hours unless your doctor tells you to.\n\n## Too much\n\nAdults take no more "
         "than 5 tablets in 24 hours.", ["no more than 5 tablets"]),
        # a row that names the medicine or the weight, and says how often in another cell
        ("| Medicine | How much | How often |\n|---|---|---|\n| Amoxicillin | 500 mg | 3 times a day |\n"
         "| Ibuprofen | 200 mg | each morning |\n\nTake 400 mg of ibuprofen each morning with breakfast.", ["400 mg of ibuprofen each morning"]),
        ("| Drops | How much |\n|---|---|\n| Ofloxacin | 1 drop, 4 times a day |\n| Prednisolone | 1 drop, 6 times a day |\n\n"
         "Use 1 drop of prednisolone 3 times a day.", ["3 times a day"]),
        ("| Weight | One dose | How often |\n|---|---|---|\n| 24 to 35 lb (11 to 16 kg) | 5 mL | every 8 hours |\n"
         "| 36 to 47 lb (16 to 21 kg) | 7.5 mL | every 8 hours |\n\nA child who weighs 36 to 47 lb gets 10 mL every 8 hours.",
         ["10 mL every 8 hours"]),
        ("| Who | Starting dose |\n|---|---|\n| Adults aged 65 and over | 5 mg a day |\n\nIf you are aged 65 or over, you start with 10 mg a day.",
         ["10 mg a day"]),
        # a cell that has its unit from the head of its column
        ("| Age | Dose (mL) |\n|---|---|\n| 4 to 6 years | 7.5 |\n\nA child of 4 to 6 years has a dose of 5 mL.", ["5 mL"]),
        # what nobody may exceed, whatever the case
        ("Adults must not take more than 6 tablets in 24 hours.\n\nWhen it hurts a lot, adults can take up to 10 tablets in 24 hours.",
         ["up to 10 tablets"]),
        ("Do not take more than 8 tablets in 24 hours.\n\nIf you have taken more than 12 tablets in 24 hours, call 999.",
         ["more than 12 tablets"]),
        # the same clause, and other things said beside it
        ("Phone us if you gain more than 3 pounds in a day: it may be fluid.\n\nCall if you gain more than 6 pounds in a day, if your feet "
         "swell, or if you cannot sleep flat.", ["more than 6 pounds in a day"]),
        ("The scan takes about 20 minutes. Lie still.\n\nBring a book, since the scan takes about 80 minutes and there is no signal.",
         ["about 80 minutes"]),
        ("Do not eat anything for 6 hours before your test.\n\nYou should have had nothing to eat for 10 hours before your test, or we "
         "may send you home.", ["10 hours"]),
        # chances
        ("About 2 in 100 people get a wound infection.\n\nA wound infection affects about 9 in 100 people.", ["9 in 100"]),
        # the head of a column says that it is the most
        ("Adults: 1 tablet every 6 hours. Do not take more than 4 tablets in 24 hours.\n\n| Who | Most in 24 hours |\n|---|---|\n"
         "| Adults | 8 tablets |", ["8 tablets"]),
        # a row that the head of its column names
        ("In week 3, take 100 mg in the evening.\n\n| Week | Evening dose |\n|---|---|\n| 1 | 25 mg |\n| 3 | 50 mg |", ["50 mg"]),
        # the same count, and other things said beside it
        ("Swallow one capsule 2 times a day, with or without food.\n\nRemember: one capsule 4 times a day until the bottle is empty.",
         ["4 times a day"]),
        # a number of the helpline is none of the dose
        ("Phone the 24-hour line if your temperature is 38C or above.\n\nYour card: ring the line if your temperature is 37C or above.",
         ["37C"]),
        # what is done after it is another thing
        ("Take up to 10 puffs of your reliever.\n\n**Plan:** sit up, up to 6 puffs of your reliever, then call 999.", ["up to 6 puffs"]),
        ("Throw the opened bottle away after 4 weeks.\n\nYou can use an opened bottle for 6 weeks. Then start a new one.", ["6 weeks"]),
        # what no unit measures
        ("The Fresh Start program has 8 classes.\n\nYou get a plan once you have done all 10 classes of the Fresh Start program.", ["10 classes"]),
        # under one heading, and how often says nothing of how long
        ("## After surgery\n\n- Put 1 drop in the eye four times a day for 4 weeks.\n- Wear the shield.\n\n"
         "Use the drops for 2 weeks, even if your eye feels fine.", ["2 weeks"]),
        # a name before a clause, a summary, a cell with its row
        ("Skin care: Leave the plaster on for 2 days.\n\nPlease leave the plaster on for 7 days.", ["7 days"]),
        ("## How to take it\n\nThe dose for adults is 5 mg once a day.\n\n## Quick guide\n\nAdult dose: 15 mg once a day.",
         ["15 mg once a day"]),
        ("Nerve damage happens in about 2% of people who have this procedure.\n\n| Problem | How often |\n|---|---|\n| Nerve damage | 9% |"
         "\n| Fever | 1% |", ["9%"]),
        ("Adults take no more than 6 tablets in 24 hours.\n\n| | Adults |\n|---|---|\n| Each dose | 1 or 2 tablets |\n"
         "| Most in 24 hours | 3 tablets |", ["3 tablets"]),
        # twice a day is in the morning and at night; how many puffs says nothing of how often
        ("| Age | Give | When |\n|---|---|---|\n| 2 to 4 years | 3 mL | twice a day |\n\n"
         "For children aged 2 to 4 years, give 6 mL twice a day, in the morning and at night.", ["6 mL twice a day"]),
        ("Use the green inhaler 2 times a day.\n\nGreen inhaler: 2 puffs, 3 times a day.", ["3 times a day"]),
        # a thing that is named by its time
        ("# Your 24-hour heart recorder\n\nIt is stuck to your chest. You wear the recorder for 72 hours.", ["72 hours"]),
        ("Your swab results are ready in 3 working days.\n\nSwab results are ready in 4 weeks.", ["4 weeks"]),
        ("- Do not carry anything over 10 pounds for 6 weeks.\n- No carrying over 10 pounds until 3 weeks have passed.", ["3 weeks"]),
        ("Eat nothing for 6 hours before the scan.\n\nYour stomach must be empty for the scan (no food for 9 hours before it).",
         ["9 hours"]),
    ],
)  # fmt: skip
def test_one_thing_said_in_other_words_is_found(text: str, places: list[str]):
    assert [finding.text for finding in found(text, "medicine")] == places


@pytest.mark.parametrize(
    "text",
    [
        "If you have keyhole surgery, you can lift heavy things after 1 week.\n\n"
        "If you have open surgery, you can lift heavy things after 6 weeks.",
        "- Leave the cream on your arm for 60 minutes\n- Leave the cream on your face for 30 minutes",
        "- Do not drive a car for 2 weeks\n- Do not drive a lorry for 6 weeks",
        "# Your 24-hour heart monitor\n\nYou will get the results of the monitor in 48 hours.",
        "# Your 24-hour urine test\n\nThe test kit arrives 48 hours before the test.",
        "Keep the pen out of the fridge for up to 4 weeks. Keep the pen in the fridge for up to 2 years.",
        "Wear the stockings for 2 weeks in the day.\n\nAt night, wear the stockings for 6 weeks.",
        "Your swab results are ready in 10 working days.\n\nSwab results are ready in 2 weeks.",
        "Use the green inhaler: 2 puffs, 2 times a day.\n\nUse the red inhaler: 1 puff, 3 times a day.",
        "Adults: no more than 8 tablets in 24 hours.\n\n| | Children |\n|---|---|\n| Most in 24 hours | 4 tablets |",
    ],
)
def test_like_words_for_two_things_are_no_contradiction(text: str):
    assert found(text, "procedure") == []


@pytest.mark.parametrize(
    "text",
    [
        "The surgeon makes one cut, 4 cm long, just under your belly button.\n\nA dressing covers the 10 cm cut under your belly button.",
        "You can do office work 2 weeks after your hernia repair.\n\nAsk for 8 weeks off from your office job after hernia repair.",
    ],
)
def test_one_thing_in_other_words_is_for_the_writer_to_look_at(text: str) -> None:
    assert [str(one.severity) for one in found(text, "procedure")] == ["suggestion"]


@pytest.mark.parametrize(
    "text",
    [
        "- Call us: no wet nappy for 6 hours\n- Go to A&E: no wet nappy for 12 hours",
        "You may hear that you have to fast for 12 hours before the scan.\n\nIn truth you fast for 6 hours before the scan.",
    ],
)
def test_what_is_to_be_done_and_what_people_say_part_two_values(text: str) -> None:
    assert found(text, "procedure") == []


def test_a_named_method_asks_to_check():
    text = "It needs a cut of no more than 4 inches. With the KeyPort® system, it needs a cut of no more than 8 mm."
    findings = found(text, "procedure")
    assert [(finding.text, finding.severity.value) for finding in findings] == [("no more than 8 mm", "suggestion")]
    assert "102 mm" in findings[0].message  # the earlier value, in the unit of the later


def test_the_message_names_the_line():
    findings = found("# Rest\n\nRest for 2 weeks after surgery.\n\nYou need to rest for 6 weeks after surgery.")
    assert findings[0].message.startswith("Line 3 says ‘2 weeks’")


@pytest.mark.parametrize(("profile", "severity"), [("us-default", "warning"), ("medicines", "error"), ("strict", "error")])
def test_profiles_weigh_doses(profile: str, severity: str):
    text = "Take 200 mg at night.\n\nThe usual dose is 2,000 mg at night."
    assert [finding.severity.value for finding in found(text, "condition", profile)] == [severity]


def test_a_long_page_takes_no_longer_than_its_length():
    assert found("Take 5 mg with 10 mL, " * 4000) == []
    assert found("Take 5 mg a day.\n\n" * 3000, "medicine") == []


@pytest.mark.parametrize(
    ("text", "span"),
    [
        (
            "Take 2 puffs in the morning and 2 puffs at night.\n\nWhen you have had your 4 puffs in the morning, rinse your mouth.",
            "4 puffs in the morning",
        ),
        ("Children aged 2 to 5 years can have 2.5 mL once a day.\n\nFor a child of 3, the once-a-day dose is 5 mL.", "5 mL"),
        (
            "Take omeprazole 40 mg every morning, half an hour before you eat.\n\n"
            "| Medicine | How much | When |\n|---|---|---|\n| Omeprazole | 20 mg | Every morning |",
            "20 mg",
        ),
    ],
)
def test_doses_of_one_time_of_day_or_one_age_are_compared(text: str, span: str) -> None:
    assert [finding.text for finding in found(text, "medicine")] == [span]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        (
            "# Your throat test\n\nEat nothing for 6 hours before you come in.\n\n- Eat nothing for 8 hours before your test.",
            "8 hours",
        ),
        (
            "Your stitches will come out after 10 days.\n\nPlease book with your nurse to have the stitches out after 14 days.",
            "14 days",
        ),
        (
            "Do not lift over 10 pounds for 6 weeks.\n\nTell your boss that you must not lift over 20 pounds for 6 weeks.",
            "over 20 pounds",
        ),
        ("Throw the pen away 28 days after first use.\n\nA pen lasts for 42 days after first use.", "42 days"),
        (
            "Rub hydrocortisone cream on the red skin twice a day.\n\nHydrocortisone cream goes on the red skin 4 times a day.",
            "4 times a day",
        ),
        ("Wear the boot for 6 weeks.\n\nKeep the boot dry. Wear the boot for a month.", "a month"),
        ("Your visit will take about 45 minutes.\n\nPlease plan on 2 hours for your visit.", "2 hours"),
    ],
)
def test_one_thing_said_in_other_words_is_compared(text: str, span: str) -> None:
    assert [finding.text for finding in found(text, "procedure")] == [span]


@pytest.mark.parametrize(
    "text",
    [
        "On Monday and Thursday take 3 mg of warfarin. On the other days take 4 mg.",
        "Each 5 mL has 100 mg.\n\n| Weight | Give |\n|---|---|\n| 22 lb (10 kg) | 5 mL |\n| 33 lb (15 kg) | 7.5 mL |",
        "| Test | You |\n|---|---|\n| Potassium | 4.0 mmol/L |\n\nYour potassium was 3.1 mmol/L on Monday and is now back to normal.",
        "**Blood test, 8 a.m.** Do not eat for 12 hours before this test.\n\n**Belly scan, 11 a.m.** Do not eat for 8 hours before this test.",
        "With keyhole surgery, you leave hospital after 1 day.\n\nIf it is open surgery, you leave hospital after 5 days.",
        "The usual dose of sertraline is 50 mg once a day.\n\nThe highest dose of sertraline is 200 mg a day.",
        "You can go back to work after 2 weeks.\n\nYou can go back to heavy work after 6 weeks.",
        "Children aged 6 to 11 take 5 mL at night.\n\nChildren aged 6 to 11 who also have asthma take 10 mL at night.",
        "Clean the wound once a day.\n\nIn the first week, clean the wound twice a day.",
        "Brush your teeth twice a day.\n\nTake the tablet once a day.",
        "## 1. Table slide\n\nHold for 5 seconds.\n\n## 2. Shoulder squeeze\n\nHold for 10 seconds.",
        "Children aged 2 to 5 years can have 2.5 mL once a day.\n\nFor a child of 7, give 5 mL once a day.",
    ],
)
def test_other_days_weights_tests_and_ages_are_other_things(text: str) -> None:
    assert found(text, "medicine") == []


POINTING_BACK = "The surgeon makes a cut about 4 cm long in your palm.\n\nThe 2 cm cut is closed with stitches."


def test_a_thing_that_was_named_has_the_size_that_it_had() -> None:
    assert [one.text for one in found(POINTING_BACK)] == ["2 cm"]


@pytest.mark.parametrize(
    "text",
    [
        POINTING_BACK.replace("The 2 cm cut", "Another 2 cm cut"),
        POINTING_BACK.replace("The 2 cm cut", "The 4 cm cut"),
        POINTING_BACK.replace("4 cm long", "4 cm long, and a cut 2 cm long"),
        POINTING_BACK.replace("The 2 cm cut", "The 2 cm drain"),
        "An opened pen of insulin glargine keeps for 28 days.\n\nAn opened pen of insulin detemir keeps for 42 days.",
        "Take 3 mg on Monday.\n\nTake 4 mg on Tuesday.",
        "I will stop drinking 2 hours before I arrive.\n\nI have gastroparesis, so I will stop drinking 4 hours before I arrive.",
        "If your test was normal, the next is due in 10 years.\n\n"
        "If your test was normal but a parent had cancer, the next is due in 5 years.",
        "Take 1 puff of your blue inhaler, up to 10 puffs.\n\nIf you have a combined inhaler, take 1 puff, up to 6 puffs.",
    ],
    ids=[
        "another",
        "the same",
        "two of them",
        "another thing",
        "two insulins",
        "two days",
        "of one who has",
        "but",
        "a device",
    ],
)
def test_what_tells_two_things_apart(text: str) -> None:
    assert found(text) == []


def test_bounds_and_targets_are_exact() -> None:
    text = "If your oxygen level is 92% or less, call 999.\n\n## By the phone\n\nIf your oxygen level is {} or less, call 999."
    assert [one.text for one in found(text.format("90%"))] == ["90%"]
    assert found(text.format("92%")) == []


PLAN = """Give Ayo 5 mL of amoxicillin 3 times a day, at breakfast, after school and at bedtime.

| Time | Amoxicillin |
| --- | --- |
| Breakfast | 5 mL |
| After school | 5 mL |
| Bedtime | {} mL |
"""


def test_a_dose_for_all_times_of_the_day_holds_for_each_row_of_a_plan() -> None:
    assert [one.text for one in found(PLAN.format("7.5"), "medicine")] == ["7.5 mL"]
    assert found(PLAN.format("5"), "medicine") == []


def test_a_sentence_that_gives_two_doses_speaks_for_none_of_the_times_alone() -> None:
    text = "Take 5 mg of apixaban in the morning{} at night.\n\nIn your diary: apixaban 2.5 mg at night."
    assert [one.text for one in found(text.format(" and"), "medicine")] == ["2.5 mg at night"]
    assert found(text.format(" and 2.5 mg"), "medicine") == []
