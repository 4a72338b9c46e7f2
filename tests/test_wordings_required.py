"""Wordings for what a page must hold, how it speaks of people and in what tone: what must be found, and what must not."""

from __future__ import annotations

import pytest

from tests.test_wordings import Passages, page, rows, said

FOUND: Passages = {
    "people/condition-as-noun": {
        "condition": [
            "A diabetic needs regular eye checks.",
            "Asthmatics may wheeze in cold air.",
            "Services for the mentally ill are free.",
            "As an epileptic, you must not drive.",
            "Most schizophrenics hear voices.",
            "He's a diabetic.",
            "My father was an alcoholic.",
            "The obese are at higher risk.",
            "Many anorexics deny being ill.",
            "Tell us if you are asthmatic or a diabetic.",
            "The deaf can use text relay.",
            "Hemophiliacs bleed for longer.",
            "She is a known epileptic",
            "Insulin-dependent diabetics must eat on time.",
            "Type 2 diabetics can lose feeling in their feet.",
            "Arthritics find jars hard to open.",
            "Help for the handicapped.",
            "The mentally disabled need time.",
            "Paraplegics use their arms more.",
        ],
    },
    "people/stigmatising-term": {
        "condition": [
            "Drug abusers can get help here.",
            "He tested dirty last week.",
            "She's been clean for six months.",
            "Wheelchair-bound patients can use the lift.",
            "Her son killed himself; he committed suicide at 20.",
            "Crazy people hear voices.",
            "Heroin addicts share needles.",
            "An alcoholic and drug addict",
            "He is an ex-addict.",
            "The suicide attempt failed; it was a failed suicide.",
            "Mentally retarded adults",
            "Cripples need ramps.",
            "Handicapped children learn here.",
            "The test was positive, so his urine was dirty.",
            "Lunatics were locked up.",
            "It is not normal; normal people do not shake.",
            "Illegal aliens can get shots.",
            "She is crippled by polio.",
            "Substance abusers often relapse.",
            "Meth heads and junkies",
            "He was born a spastic.",
            "Unwed mothers and prostitutes",
            "Opioid abuse is rising.",
            "He suffers because he is a crackhead.",
        ],
    },
    "people/victim-language": {
        "condition": [
            "He is battling lung cancer.",
            "Victims of stroke may need help to walk.",
            "Those afflicted by MS tire easily.",
            "People struck down with flu must rest.",
            "She became a burden to her family.",
            "Millions suffer from migraines.",
            "Do you suffer from hay fever?",
            "Heart attack victims need care.",
            "Asthma sufferers should carry an inhaler.",
            "She lost her battle with cancer.",
            "He was stricken with polio.",
            "Children suffering from eczema scratch.",
            "Arthritis sufferers know the pain.",
            "Fighting a brave battle against leukemia",
            "People plagued by insomnia",
            "AIDS victims",
            "Patients suffer with back pain.",
            "Many are victims of this disease.",
            "She is wheelchair-bound and afflicted with ALS.",
        ],
    },
    "people/address-reader": {
        "condition": [
            "Patients must arrive 15 minutes early.",
            "Individuals should avoid alcohol.",
            "Persons taking this drug must not drive.",
            "Patients taking warfarin should avoid cranberry juice.",
            "All patients should bring a list of medicines.",
            "Patients are asked not to smoke.",
            "Clients need to pay first.",
            "Patients with asthma should carry an inhaler.",
            "It is important that patients drink water.",
            "Patients can resume normal activity after two days.",
            "Individuals with gout must limit beer.",
            "The client must sign.",
            "Every patient should wash first.",
            "Patients who smoke should stop before surgery.",
            "Patients are advised to rest.",
        ],
    },
    "tone/blame": {
        "condition": [
            "You only have yourself to blame.",
            "Noncompliant patients come back.",
            "The patient refuses medication.",
            "This happened because you did not follow instructions.",
            "Your bad habits caused this.",
            "It's your fault that you have gout.",
            "She failed chemotherapy.",
            "You have failed to lose weight.",
            "Poorly controlled diabetics lose toes.",
            "You let yourself go.",
            "You should have come sooner.",
            "If you cheat on your diet, you will gain it back.",
            "He is in denial and non-adherent.",
            "Lazy people get heart disease.",
            "You brought this on yourself.",
            "Don't be lazy.",
            "You ignored our advice.",
            "Your failure to take your pills led to this.",
            "He is a difficult patient.",
            "You are to blame for your weight.",
        ],
    },
    "tone/fear": {
        "condition": [
            "It could kill you.",
            "Your heart could stop at any moment.",
            "This disease will destroy your life.",
            "Cancer is a killer.",
            "High sugar is a silent killer lurking in your blood.",
            "You will suffer a horrible death.",
            "Diabetes: the deadly epidemic.",
            "A heart attack can strike at any time, and you may never see it coming.",
            "Don't wait until it is too late.",
            "Untreated, it is a death sentence.",
            "You could be dead by morning.",
            "Imagine your children growing up without you.",
            "A terrifying disease that eats you from within.",
            "Your nightmare begins here.",
            "Your arteries are a ticking time bomb.",
            "You are killing yourself with every bite.",
            "The horror of dementia awaits you.",
            "Keep smoking and you will die.",
        ],
    },
    "required/supplement-disclaimer": {
        "supplement": [
            "Helps you sleep better.* Take two capsules.",
            "Boosts immunity!*",
            "For a healthy heart.* One capsule daily.",
            "Our ginkgo keeps your mind sharp.",
            "This formula is designed to support healthy joints.",
            "Formulated to promote calm. 60 capsules.",
            "Good for your gut. Order today.",
            "May support immune health.* *These statements were not reviewed by the FDA.",
            "Feel more energetic with one scoop a day.",
            "Our gummies are great for your skin.",
            "Helps reduce stress and promotes a good mood. Our customers love it.",
            "Vitamin C boosts your immune system. Take one gummy daily.",
            "Essential for bone health. Each tablet has 500 mg.",
            "Reduces occasional bloating. Take one with meals.",
        ],
    },
    "required/trademark-notice": {
        "condition": [
            "QuickSeal™ closes the wound.",
            "GlucoMate® is easy.",
            "Ask about MediBand® today.",
            "The RoboKnee(TM) system bends.",
        ],
    },
    "required/ad-disclosure": {
        "procedure": [
            "At Lakeside, our surgeons perform this operation every day. Schedule your visit!",
            "Contact Lakeside Orthopaedics to book your visit.",
            "Our experts at SpineCo are ready to help. Call now!",
            "Visit our shop to buy the brace.",
            "Ask for our VitaPlus tablets.",
            "Our award-winning clinic can help you. Book your appointment today.",
            "Our Harbor Hip team can mend your hip. Call today!",
            "Lakeside's surgeons can help you walk again.",
            "Make an appointment with one of our knee experts today.",
            "Buy our brace online.",
            "Our specialists are the ones to see. Book online.",
            "Come to Lakeside Clinic for your new hip.",
        ],
    },
}

QUIET: Passages = {
    "people/condition-as-noun": {
        "condition": [
            "Diabetic ketoacidosis is an emergency.",
            "Alcoholic hepatitis harms the liver.",
            "Autistic people may avoid eye contact.",
            "The epileptic focus was found by a scan.",
            "Check the blind spot in your car.",
            "Asthmatic bronchitis can last.",
            "If you are diabetic, check your feet.",
            "an obese person",
            "Blind people use canes.",
            "Anorexic behaviour",
            "Join the American Diabetes Association.",
            "The alcoholic content is low.",
            "The disabled parking bay is full.",
            "The deaf-blind interpreter came.",
            "A diabetic diet is a healthy diet.",
            "The blind trial showed no effect.",
            "Psychotic symptoms can pass.",
        ],
    },
    "people/stigmatising-term": {
        "condition": [
            "Clean the wound with water.",
            "Keep the needle clean.",
            "Results were normal.",
            "Substance Abuse and Mental Health Services Administration",
            "Report elder abuse.",
            "A clean bill of health",
            "Your skin should be clean and dry.",
            "Illegal drugs are not tested.",
            "Drug use can harm the heart.",
            "The catheter must be kept clean at all times.",
            "Normal blood pressure is below 120/80.",
            "Addiction is a disease that can be treated.",
            "Stay clean by washing each day.",
            "National Association of Drug Court Professionals",
        ],
    },
    "people/victim-language": {
        "condition": [
            "She has lupus.",
            "You may suffer side effects.",
            "Treatment to relieve suffering",
            "Your immune system fights germs.",
            "Fire victims were treated.",
            "The burden of care falls on families.",
            "He suffered a broken leg.",
            "Battle creek hospital",
            "A struggle to breathe is an emergency.",
            "Victims of violence can call.",
            "Your sleep may suffer.",
        ],
    },
    "people/address-reader": {
        "condition": [
            "Patients with asthma often have allergies.",
            "In the study, patients had to fast.",
            "About 5 in 100 patients need a second operation.",
            "You must arrive early.",
            "Doctors treat patients with care.",
            "Some patients need oxygen.",
            "Patients usually stay two nights.",
            "Many individuals have no symptoms.",
            "Researchers asked patients to fast.",
            "Nurses help patients to walk.",
            "Most patients can breathe on their own.",
        ],
    },
    "tone/blame": {
        "condition": [
            "It is not your fault.",
            "Heart failure is common.",
            "The treatment did not work.",
            "Poor blood flow can cause pain.",
            "You can refuse treatment.",
            "Kidney failure",
            "The first test failed to find a cause.",
            "If your medicine fails to help, call us.",
            "Do not blame yourself.",
            "Poor appetite is common.",
            "Your right to refuse care",
            "Nobody is to blame.",
            "Call if your child refuses to drink.",
        ],
    },
    "tone/fear": {
        "condition": [
            "A heart attack is an emergency. Call 911.",
            "Deadly nightshade is a plant.",
            "It can be life-threatening. Get help right away.",
            "About 1 in 100 people die.",
            "Do not be afraid to ask.",
            "Night terrors are common.",
            "Dead skin falls off.",
            "Killer T cells fight germs.",
            "Natural killer cells attack viruses.",
            "Painkillers can help.",
            "This illness can be serious. Talk with your doctor.",
        ],
    },
    "required/supplement-disclaimer": {
        "supplement": [
            "These statements have not been evaluated by the\nFood and Drug Administration.  This product is not intended to diagnose, treat, cure, or prevent any disease. Boosts immunity.",
            "Our capsules have no gluten.",
            "Eat well and sleep well.",
        ],
    },
    "required/trademark-notice": {
        "condition": [
            "QuickSeal™ is a trademark of Ito Corp.",
            "GlucoMate® is a registered trademark of Hale.",
            "All product names are trademarks of their respective owners. MediBand® is one.",
        ],
    },
    "required/ad-disclosure": {
        "procedure": [
            "Your team will call you.",
            "Ask your doctor about options.",
            "Lakeside Clinic wrote this page. We offer this operation.",
            "Call the ward if you bleed.",
            "Make an appointment with your GP.",
            "Our ward phone number is 0113 555.",
            "Our team will explain the operation and answer your questions.",
            "Make an appointment with your doctor today.",
        ],
    },
}

PAGES_FOUND: Passages = {
    "required/consult-professional": {
        "condition": [
            "# Back exercises|Lie on your back. Lift one leg. Hold for ten seconds. Repeat with the other.",
            "# Colds|Drink tea. Sleep a lot. Doctors wear masks in winter.",
            "# Feet|Our surgeons are trained at the best schools. Dr. Lee, DPM.",
        ],
    },
    "required/not-medical-advice": {
        "condition": [
            "# A|Talk with your doctor.",
            "# A|Information about visiting times.",
        ],
    },
    "required/alternatives-section": {
        "procedure": [
            "# Hip op|We replace the hip.|## Risks|Infection, clots.",
            "# Scan|You lie still for 20 minutes.|## Getting ready|Wear loose clothes.",
        ],
    },
    "required/risks-section": {
        "procedure": [
            "# Knee replacement|The surgeon puts in a new joint. You go home in two days. Call us to book.",
            "# Metformin|Take with food. It lowers sugar and cuts your risk of heart disease.",
            "# Fusion|It preserves spinal stability. Back pain raises your risk of falls.",
        ],
    },
    "required/emergency-signpost": {
        "condition": [
            "# Stroke|A stroke stops blood flow to the brain. Rehab helps.",
            "# Asthma|You may struggle to breathe. Use your inhaler.",
            "# Pneumonia|Some people get chest pain and cough up blood.",
            "# Allergy|Your tongue may swell up.",
            "# Meningitis|A stiff neck and a fever are signs.",
            "# Back pain|Some people lose control of their bladder or have numbness in the groin.",
            "# Depression|You may think about killing yourself.",
        ],
    },
    "required/review-date": {
        "condition": [
            "# A|© 2025 Acme",
            "# A|In a 2021 study, it worked.",
            "# A|Join us on 3 May 2026.",
        ],
    },
    "required/stale-review-date": {
        "condition": [
            "# A|Last reviewed: May 2017",
            "# A|Reviewed on 1/15/2020",
            "# A|Updated 3 March 2019",
            "# A|Last reviewed: 12 December 2027",
            "# A|Last reviewed: 03/04/2024",
        ],
    },
    "required/author-reviewer": {
        "condition": [
            "# A|Drink water.",
            "# A|Renova's specialists treat pain.",
        ],
    },
    "required/references": {
        "condition": [
            "# A|About 30% of adults have it.",
            "# A|Studies have found it helps.",
            "# A|It affects 1 in 8 women.",
            "# A|Research shows that walking helps.",
            "# A|Over two million Americans have it.",
        ],
    },
}

PAGES_QUIET: Passages = {
    "required/consult-professional": {
        "condition": [
            "# A|Ask us at your visit.",
            "# A|Your midwife can help you choose.",
            "# A|Call your care team.",
            "# A|If you are unsure, get medical advice.",
            "# A|Talk it over with a nurse.",
            "# A|You may wish to consult a dietitian.",
            "# A|Bring this list to your next doctor's appointment.",
            "# A|Make an appointment with a dermatologist.",
            "# A|A pharmacist will answer your questions.",
            "# A|Please speak to one of our nurses.",
            "# A|Questions? Ask your health care provider.",
            "# A|Report any rash to your doctor.",
            "# A|Have a chat with your GP.",
            "# A|If it lasts more than a week, it is time to see someone at the clinic.",
        ],
    },
    "required/not-medical-advice": {
        "condition": [
            "# A|The information here is for education only and should not be used to diagnose.",
            "# A|This material is not intended as a substitute for professional medical advice.",
            "# A|Always follow your own care team's advice over what you read here.",
            "# A|This page is for general information. It is not medical advice.",
            "# A|This leaflet does not replace the advice of your surgeon.",
            "# A|This is not personal medical advice.",
            "# A|Nothing on this page should replace a talk with your nurse.",
            "# A|This handout gives general facts. Only your doctor knows what is right for you.",
        ],
    },
    "required/alternatives-section": {
        "procedure": [
            "# A|## Do I need it?|You might choose to wait.",
            "# A|You can choose not to have it.",
            "# A|Instead of surgery, some people try exercise.",
            "# A|## What are my options?|Surgery, or tablets.",
            "# A|Not everyone needs an operation. Rest and physical therapy help many.",
            "# A|## What happens if I don't have the test?|We may not find the cause.",
            "# A|Other treatments include injections.",
            "# A|If you decide not to have surgery, your knee may get worse.",
        ],
    },
    "required/risks-section": {
        "procedure": [
            "# A|## What could go wrong?|Bleeding.",
            "# A|## Possible problems|Infection.",
            "# A|## Safety|It is safe for most people. A few get a rash.",
            "# A|You may get an infection or a blood clot after the operation.",
            "# A|Possible complications are bleeding and damage to a nerve.",
            "# A|## Downsides|A scar.",
            "# A|Like all operations, it carries some risks, such as bleeding.",
        ],
    },
    "required/emergency-signpost": {
        "condition": [
            "# Stroke|Call 911 right away if your face droops.",
            "# Asthma|Go to the ER if you cannot breathe.",
            "# A|In an emergency, dial 911. Chest pain can be a sign.",
            "# Meningitis|Get emergency help if you have a stiff neck and fever.",
            "# Depression|If you think about suicide, call 988.",
            "# Dry skin|Use cream.",
        ],
    },
    "required/review-date": {
        "condition": [
            "# A|Page last reviewed: 4 June 2026",
            "# A|Reviewed June 2026",
            "# A|Last updated on 06/14/2026",
            "# A|This page was last checked on March 3, 2026.",
            "# A|Revised: 2026-03",
            "# A|Content reviewed by K. Lee, MD, 3/2026",
            "# A|Date reviewed: Spring 2026",
            "# A|Medical review date: 2 Feb 2026",
            "# A|Last medical review: January 2026",
        ],
    },
    "required/stale-review-date": {
        "condition": [
            "# A|Last reviewed: May 2026",
        ],
    },
    "required/author-reviewer": {
        "condition": [
            "# A|By Jane Roe, RN",
            "# A|Reviewed by the Acme Medical Board",
            "# A|Written by Dr. A. Shah.",
            "# A|Author: Kim Lee",
            "# A|Published by Mercy Hospital",
            "# A|Medical reviewer: K. Osei, MD",
            "# A|This page was written and checked by nurses at Mercy Hospital.",
            "# A|© 2026 Mercy Hospital",
            "# A|Mercy Hospital wrote this page.",
            "# A|From the Mercy Hospital patient education team",
        ],
    },
    "required/references": {
        "condition": [
            "# A|30% have it.|## References|1. NIH. 2025",
            "# A|30% have it.|Source: CDC, 2025",
            "# A|Drink water.",
            "# A|1 in 8 women have it. For a list of our sources, contact us.",
            "# A|30% have it.|## Where we got our facts|CDC 2025",
            "# A|30% have it.|Sources available on request.",
            "# A|30% have it.|References|1. NIH",
        ],
    },
}


@pytest.mark.parametrize(("rule", "page_type", "text"), rows(FOUND))
def test_is_found(rule: str, page_type: str, text: str) -> None:
    assert said(rule, page_type, text, fragment=True)


@pytest.mark.parametrize(("rule", "page_type", "text"), rows(QUIET))
def test_stays_quiet(rule: str, page_type: str, text: str) -> None:
    assert not said(rule, page_type, text, fragment=True)


@pytest.mark.parametrize(("rule", "page_type", "text"), rows(PAGES_FOUND))
def test_a_page_lacks_it(rule: str, page_type: str, text: str) -> None:
    assert said(rule, page_type, page(text), fragment=False)


@pytest.mark.parametrize(("rule", "page_type", "text"), rows(PAGES_QUIET))
def test_a_page_has_it(rule: str, page_type: str, text: str) -> None:
    assert not said(rule, page_type, page(text), fragment=False)
