"""Wordings that were written after the rules, without a look at them, as clinics, shops and leaflets would say it.

How many of them were found at first sight stands in docs/claims.md. What was missed has been mended, and they are tests since.
"""

from __future__ import annotations

from tests.wordings_required import Passages

FOUND: Passages = {
    "claims/guarantee": {
        "promotional": [
            "You walk out pain-free or we tear up the bill.",
            "Your new hairline, guaranteed in writing.",
            "If it doesn't work, you don't pay a penny.",
            "We promise you'll leave without a limp.",
            "We put it in writing: your knee will be right or you owe us nothing.",
            "See a difference in 14 days or your next session is on us.",
            "Ten out of ten patients walk out smiling.",
            "If you are not thrilled with your new smile, we hand back your fee.",
        ],
        "supplement": ["Results in 30 days or we'll refund you in full.", "Works or your money back, no questions asked."],
    },
    "claims/cure": {
        "promotional": [
            "Get rid of your back pain for ever with one session.",
            "We make snoring a thing of the past.",
            "One course of laser and toenail fungus never comes back.",
            "Our founder beat fibromyalgia with this plan, and so will you.",
            "Wave your reading glasses goodbye for life.",
            "Three sessions put an end to tinnitus.",
        ],
        "supplement": [
            "Goodbye gout, and it stays gone.",
            "Flushes out parasites and ends IBS for good.",
            "Reverse fatty liver in 8 weeks.",
            "Wipes out cold sores at the root.",
            "Melts away gallstones overnight.",
        ],
    },
    "claims/absolute-safety": {
        "promotional": [
            "There are absolutely no risks to having our laser treatment.",
            "Safe for all ages and skin types.",
            "There is nothing in our gel that could upset even the most sensitive skin.",
            "The treatment is so gentle that nothing can go wrong.",
            "Suitable for each and every patient, with zero downsides.",
        ],
        "supplement": [
            "With none of the side effects of prescription drugs.",
            "100% harmless, so take as many as you like.",
            "You cannot take too much of it.",
            "No drowsiness, no interactions, no worries.",
        ],
    },
    "claims/superlative": {
        "promotional": [
            "Hip care does not get better than this.",
            "The most experienced implant team in Texas.",
            "Britain's number one clinic for vein care.",
            "You won't find better care anywhere.",
            "Nowhere else will you find hands this skilled.",
            "The gold standard in hair restoration.",
            "When it comes to hips, we are simply in a class of our own.",
            "Home of the region's top-rated spine team.",
        ],
        "procedure": ["Our hospital has the finest heart surgeons in the state."],
        "supplement": ["The purest fish oil you can buy."],
    },
    "claims/comparative-unsourced": {
        "promotional": [
            "Outshines every other serum.",
            "Our fillers last longer than other brands.",
            "Far less painful than ordinary braces.",
            "Patients heal twice as fast with our robot as with a surgeon's hands alone.",
            "Ordinary fillers fade in months, ours stay put.",
            "Leaves ordinary creams in the dust.",
        ],
        "supplement": ["Works better than melatonin.", "Absorbs five times better than regular curcumin."],
        "procedure": [
            "The robot cuts more precisely than any human hand.",
            "Recovery is quicker than after open surgery.",
            "Keyhole repair means less pain and a shorter stay than open repair.",
        ],
    },
    "claims/statistic-unsourced": {
        "promotional": [
            "Four in five members keep the weight off.",
            "Our dentists have placed 9,000 implants.",
            "98% of clients would recommend us.",
            "Over 5,000 smiles restored.",
            "Nine in ten clients drop a dress size within six weeks.",
            "We have helped 12,000 people sleep again.",
        ],
        "condition": [
            "Nearly one adult in three has high blood pressure.",
            "About 1 in 7 couples have trouble conceiving.",
            "Up to 40 percent of women have fibroids.",
            "One person in eight will have a thyroid problem at some point.",
            "Roughly a third of adults over 65 fall each year.",
        ],
        "procedure": ["The graft takes in 97 of every 100 patients."],
    },
    "claims/clinically-proven": {
        "supplement": [
            "The science is in: it works.",
            "Put to the test by researchers, loved by users.",
            "Nine out of ten nurses would take it.",
            "Clinically tested ingredients at doses that work.",
            "Trusted by doctors worldwide.",
            "Developed by scientists and backed by clinical trials.",
            "Backed by decades of research.",
            "The formula that leading cardiologists take themselves.",
            "Tested in the lab, trusted by pharmacists.",
            "Science says it calms a racing mind.",
        ],
        "promotional": ["A doctor-approved weight loss plan.", "Our peel is dermatologist approved."],
    },
    "claims/testimonial": {
        "promotional": [
            '"Best decision I ever made!" - Carla M., Austin',
            "Hear from our happy patients.",
            "Five-star rated on Google.",
            "Maria, 61, could not climb stairs. Six weeks later she was dancing at her son's wedding.",
            '"I only wish I had come sooner. My migraines are gone." Tom, Bristol',
            "Rated 4.9 out of 5 by over 800 happy patients.",
        ],
        "supplement": [
            '"I lost 30 pounds in 2 months" says Dave.',
            '"Slept like a baby from the first night" - Verified buyer',
        ],
    },
    "claims/urgency": {
        "promotional": [
            "Clock's ticking: this deal dies tonight.",
            "Just two slots left this month.",
            "Call today - spaces are limited!",
            "Sale ends Friday.",
            "Book now before prices go up.",
            "Our spring diary is filling up fast, so reserve your chair now.",
            "The first 20 callers save half.",
            "Offer closes at midnight.",
        ],
        "supplement": ["While stocks last.", "Almost sold out: grab yours before it is gone."],
    },
    "claims/natural-safe": {
        "supplement": [
            "Plants, not poisons: zero side effects.",
            "All-natural, so there are no nasty side effects.",
            "Gentle and safe because it comes straight from nature.",
            "Herbal, which means it is safe for everyone.",
            "Made by nature, so your body knows what to do with it and nothing bad can happen.",
            "Because it grows in the ground, it is kind to your liver.",
            "No chemicals means no side effects.",
            "Pure plant power without the harm of drugs.",
        ],
    },
    "claims/relative-risk-only": {
        "condition": [
            "Eating fish twice a week takes a fifth off your risk of heart disease.",
            "The odds of a stroke go up fourfold.",
            "Walking every day cuts your risk of dementia by 40%.",
            "Smoking doubles your chance of a heart attack.",
            "A daily walk slashes your chance of a stroke by a third.",
            "Smokers are 20 times as likely to get lung cancer.",
            "Being overweight triples the odds of sleep apnea.",
        ],
        "medicine": [
            "It lowers the risk of stroke by a third.",
            "It brings down the risk of a second heart attack by 25 percent.",
        ],
    },
    "claims/regulator-approval": {
        "supplement": [
            "Carries the blessing of the FDA.",
            "Listed with the FDA, so you know it is good.",
            "FDA-approved fat burner.",
            "Made in an FDA registered facility.",
            "Recognised by the FDA as a safe remedy.",
            "Made in an FDA inspected lab.",
        ],
        "promotional": [
            "Our clinic is FDA approved.",
            "Our clinic carries the FDA's seal.",
            "The only wrinkle cream cleared by the government.",
        ],
    },
    "claims/off-label": {
        "medicine": [
            "It was tested for angina only, yet plenty of men take it for stamina.",
            "The label says epilepsy, but it does wonders for weight too.",
        ],
        "promotional": [
            "We use a diabetes drug that happens to melt fat.",
            "Although the shot is licensed for migraine alone, we give it for jaw lines too.",
        ],
    },
    "claims/outcome-promise": {
        "promotional": [
            "Look forward to nights without pain.",
            "You'll look ten years younger.",
            "You will never need glasses again.",
            "Expect to drop two sizes by summer.",
            "Wake up to clear skin.",
            "Six visits take ten years off your face.",
        ],
        "procedure": [
            "You will be pain free within days.",
            "The operation restores your hearing.",
            "After the operation you will be able to run, jump and dance again.",
        ],
        "supplement": ["Within a week, your joints move like they did at twenty."],
    },
    "claims/hype": {
        "promotional": [
            "Nothing short of magic.",
            "A game-changing new treatment for wrinkles.",
            "The miracle you have been waiting for.",
            "A quantum leap in pain care.",
            "The treatment Hollywood does not want to share.",
            "Turn back the clock with one tiny patch.",
        ],
        "supplement": [
            "An ancient secret finally revealed.",
            "This one weird trick melts belly fat.",
            "Big pharma hates this little berry.",
            "The holy grail of gut health.",
        ],
    },
    "claims/supplement-disease-claim": {
        "supplement": [
            "Keeps Alzheimer's away.",
            "Lowers high blood pressure naturally.",
            "Fights arthritis pain and inflammation.",
            "Helps prevent the flu.",
            "Supports people living with diabetes by lowering blood sugar.",
            "Keeps type 2 diabetes at bay.",
            "A daily scoop shrinks an enlarged prostate.",
            "Our drops take on shingles from within.",
            "Great for people with Crohn's disease.",
        ],
    },
    "safety/stop-medicine": {
        "supplement": [
            "Throw out your painkillers.",
            "You won't need your antidepressants anymore once you start.",
            "After a week on our drops you can bin your blood pressure pills.",
        ],
        "condition": [
            "Once the rash has cleared you are done with the pills, whatever the box says.",
            "When your blood pressure is normal, you can stop taking your tablets.",
            "Feeling fine? Then there is no reason to go on with your tablets.",
            "Give your statin a rest for a month and see how you feel.",
        ],
        "medicine": ["Leave out the last few days of the course if you feel well."],
    },
    "safety/delay-care": {
        "condition": [
            "Vomiting blood once or twice is no cause for alarm.",
            "You don't need a doctor for a numb arm and slurred speech.",
            "Wait a week before you get a lump checked.",
            "Crushing chest pain is mostly wind, so give it a night before you bother anyone.",
            "Doctors only make a fuss about fits, so keep it to yourself.",
            "You can safely ignore blood in your stool for a month or two.",
        ],
        "promotional": ["Cancel the scan and come to us first."],
    },
    "safety/dose-change": {
        "medicine": [
            "If you miss a dose, take two the next day.",
            "Feel free to take an extra pill when the pain is bad.",
            "If one tablet does not touch the pain, go up to three.",
            "On bad days, add a second patch.",
            "Pass on what is left to somebody in your family with the same cough.",
        ],
        "condition": ["Cut your blood thinner down to every other day to make it last."],
    },
    "safety/replace-treatment": {
        "supplement": [
            "Use our oil instead of antibiotics.",
            "A natural replacement for statins.",
            "Who needs statins when you have red rice?",
            "Swap your inhaler for our ginger shots.",
        ],
        "promotional": ["Choose our herbs over chemotherapy."],
        "condition": ["Prayer and fasting do the job that antibiotics cannot."],
    },
    "people/condition-as-noun": {
        "condition": [
            "Many diabetics skip breakfast.",
            "Asthmatics should avoid smoke.",
            "Coeliacs must read every label.",
            "Tips for the arthritic and the bedridden.",
            "Being a bipolar is hard on a family.",
        ],
    },
    "people/stigmatising-term": {
        "condition": [
            "Meth heads lose their teeth.",
            "Drug addicts often relapse.",
            "He is wheelchair-bound.",
            "He came off the ward clean after years as a crack head.",
            "She is confined to a bed and deaf and dumb.",
            "The patient is a frequent flyer with drug-seeking behavior.",
        ],
    },
    "people/victim-language": {
        "condition": [
            "She was struck by MS in her prime.",
            "People suffering from psoriasis feel shame.",
            "She is a stroke victim.",
            "He lost his fight with cancer.",
            "She was crippled by arthritis.",
            "Those plagued by eczema itch at night.",
        ],
    },
    "people/address-reader": {
        "procedure": [
            "Participants ought to drink water beforehand, and patients likewise should.",
            "Patients should not eat before the test.",
            "The patient must sign a consent form.",
            "The patient is to remove all jewelry.",
            "Individuals are asked to arrive 30 minutes early.",
            "Those having the scan must drink a liter of water.",
        ],
    },
    "tone/blame": {
        "condition": [
            "People like you who ignore advice end up here.",
            "If you fail to take your tablets, do not be surprised when you get worse.",
            "It is your own fault if you gain weight.",
            "You only have yourself to blame for your blood sugar.",
            "Patients who do not bother to exercise stay in pain.",
            "Lazy eaters put on weight.",
        ],
    },
    "tone/fear": {
        "condition": [
            "Sugar is slowly killing you.",
            "This deadly killer could strike at any time.",
            "You could die in agony.",
            "Untreated, it will eat you alive.",
            "Every minute you wait, death comes closer.",
            "This monster of a disease shows no mercy.",
        ],
    },
}

QUIET: Passages = {
    "claims/guarantee": {
        "procedure": [
            "The hearing aid has a two-year warranty.",
            "Nobody can say for sure how your knee will feel in a year.",
            "The implant comes with a ten-year guarantee from its maker.",
        ],
        "promotional": [
            "We send the bill after your visit.",
            "If you cancel two days before, we return your deposit.",
            "Ask what happens to your fee if you change your mind.",
        ],
        "condition": ["There is no guarantee that it will work.", "We cannot promise a result."],
    },
    "claims/cure": {
        "condition": [
            "The swelling goes, and it may come back.",
            "Say goodbye to your visitors by eight.",
            "There is no cure for eczema, but creams can help.",
            "Antibiotics do not cure a cold.",
            "Scientists are looking for a cure.",
            "The virus stays in the body for life, whatever you take.",
            "Tooth fillings are hardened with a curing lamp.",
            "Fasting will not make diabetes go away.",
            "Researchers hope that gene therapy may one day cure it.",
        ],
        "supplement": ["No food or pill makes arthritis disappear."],
    },
    "claims/absolute-safety": {
        "procedure": [
            "You will not feel the needle leave.",
            "The tape comes off without a mark for most people.",
            "No operation is free from risk.",
            "Most people have no problems after the test.",
            "Keep your hands in a safe place away from the saw.",
            "Ask if it is safe to drive after the test.",
            "Even a simple scan is not without risk for some people.",
        ],
        "medicine": ["Ask if it is safe for you to take it with alcohol.", "You may have no side effects at all."],
    },
    "claims/superlative": {
        "condition": [
            "Surgeons choose the method together.",
            "It gets better with rest.",
            "Talk with your doctor about the best treatment for you.",
            "The best time to exercise is in the morning.",
            "Lung cancer is the leading cause of cancer death.",
            "The best thing you can do is rest.",
            "Your care team will find the best mix of treatments with you.",
            "The largest organ is your skin.",
            "Gold crowns last a long time.",
        ],
        "procedure": ["It is best if someone drives you home.", "Top of the list: bring your glasses."],
    },
    "claims/comparative-unsourced": {
        "procedure": [
            "The cut is less than an inch long.",
            "It takes half the time if you fast.",
            "You may need to stay longer than planned.",
            "It is better to ask now than to worry later.",
            "You may feel more tired than you expect.",
            "The new scar is smaller than a coin.",
            "It takes longer to heal if you smoke.",
            "Compared with open surgery, people went home a day sooner in a 2021 trial of 400 people.",
        ],
        "medicine": ["Do not take more than 4 tablets a day.", "Take it earlier rather than later in the day."],
    },
    "claims/statistic-unsourced": {
        "condition": [
            "Take one of the four forms.",
            "Turn to page 9,000 of the file.",
            "Use 70% alcohol to clean it.",
            "In a 2020 survey of 5,000 adults, 12% had it.",
            "Drink 6 to 8 cups a day.",
            "Eat 5 portions of fruit and vegetables a day.",
            "Use a cream with 1% hydrocortisone.",
            "About 2 in 100 people get it (NHS, 2024).",
            "A third of your plate can be starchy food.",
        ],
        "procedure": ["You lie flat for 3 of the 4 hours."],
    },
    "claims/clinically-proven": {
        "condition": [
            "The results are in: your test is normal.",
            "Nurses would rather you ask.",
            "It has not been proven to work.",
            "Your doctor may recommend it.",
            "More research is needed.",
            "It has never been tested in people.",
            "Studies have not found that vitamin C stops colds.",
            "Some studies suggest a small benefit, but others found none.",
            "Ask your doctor what research says about your case.",
        ],
        "supplement": ["No dermatologist has endorsed this soap."],
    },
    "claims/testimonial": {
        "condition": [
            "Your nurse writes down your weight.",
            '"Breathe in," says the nurse.',
            'Some people say, "I feel dizzy when I stand."',
            'Ask: "What are my choices?"',
            'Some people say, "My legs feel like lead."',
            'You could say to your nurse: "I feel sick after each dose."',
            '"How are you today?" the nurse will ask.',
        ],
        "procedure": ["Tell us how we did: fill in our survey."],
    },
    "claims/urgency": {
        "condition": [
            "The study ends this month.",
            "There are two slots in the inhaler.",
            "Call 911 right away.",
            "Do not wait to get help.",
            "Limited time outdoors is best in the heat.",
            "Hurry to the hospital if your speech slurs.",
            "Act now to cool the burn under running water.",
            "Places on the course are free.",
        ],
        "procedure": ["Book your follow-up before you leave the ward."],
    },
    "claims/natural-safe": {
        "condition": [
            "Tree pollen can make you sneeze.",
            "Some plants are poisons.",
            "Natural does not always mean safe.",
            "Herbal teas can harm your liver.",
            "Some plants are poisonous even though they are natural.",
            "It is natural to feel safe at home with people you know.",
            "Let the skin dry naturally and gently pat it.",
        ],
        "supplement": ["Herbal does not mean harmless."],
    },
    "claims/relative-risk-only": {
        "condition": [
            "Eat fish twice a week.",
            "Fold the sheet four times.",
            "It lowers the risk from 4 in 100 to 2 in 100.",
            "Your risk goes up with age.",
            "The lump can double in size in a month.",
            "Cut your salt by half.",
            "Two in 100 smokers get it each year, and four times fewer people who never smoked: 1 in 200.",
        ],
        "medicine": ["Do not take it three times more often than you were told."],
    },
    "claims/regulator-approval": {
        "supplement": [
            "It is not listed with the FDA.",
            "FDA does not approve supplements.",
            "The FDA does not check vitamins before they are sold.",
            "Report a bad reaction to the FDA.",
        ],
        "medicine": [
            "It is approved by the FDA for adults with gout.",
            "The FDA approved this medicine in 2019 for adults with asthma.",
        ],
    },
    "claims/off-label": {
        "medicine": [
            "It is approved to help people quit drinking.",
            "It is approved for asthma. It is also approved for hives.",
            "Your doctor may give it for a use that is not on the label. Ask why, and what the risks are.",
            "Peel the label off before you recycle the bottle.",
        ],
    },
    "claims/outcome-promise": {
        "procedure": [
            "Six weeks from now, you see the nurse again.",
            "You will feel a small scratch.",
            "You will have a scar.",
            "You may have less pain.",
            "You will wake up in the recovery room.",
            "You will be able to eat once the numbness wears off.",
            "Most people can walk without a stick after six weeks.",
            "You should be able to go home the same day.",
        ],
    },
    "claims/hype": {
        "condition": [
            "Magic tape holds the chart.",
            "You may have breakthrough pain.",
            "Keep your records secret.",
            "Breakthrough bleeding is common in the first months.",
            "Keep your password secret.",
            "It is a leap year baby clinic.",
            "Turn back the bed sheet and lie down.",
        ],
    },
    "claims/supplement-disease-claim": {
        "supplement": [
            "Keep it away from children.",
            "Calcium helps build bones.",
            "See a doctor if you have diabetes.",
            "Do not take it with blood pressure pills.",
            "Too little iron can lead to anemia.",
            "Do not use it if you have diabetes.",
            "Tell your doctor if you are being treated for cancer.",
            "It helps keep your bones strong.",
        ],
    },
    "safety/stop-medicine": {
        "condition": [
            "Once the rash has cleared, keep taking the pills until the box is empty.",
            "Do not stop taking your tablets.",
            "Stop smoking before surgery.",
            "Stop if you feel dizzy and call your doctor.",
            "Stop running and rest if your knee hurts.",
            "Do not give up your tablets because you feel well.",
            "Bin any sponge that has touched raw meat.",
        ],
        "medicine": ["Your doctor will tell you when the course can end."],
    },
    "safety/delay-care": {
        "condition": [
            "Feeling sick once or twice is common.",
            "You can treat a cold at home. Call your doctor if it lasts.",
            "Do not wait.",
            "You can care for a mild cold at home. See a doctor if it lasts for three weeks.",
            "Wait 15 minutes, then check your blood sugar again.",
            "Do not wait to see if chest pain passes. Call 911.",
        ],
        "procedure": ["Wait in the hall until the nurse calls you."],
    },
    "safety/dose-change": {
        "medicine": [
            "Turn the volume up a notch.",
            "Do not take two doses at once.",
            "Your doctor may raise your dose.",
            "Your nurse may add a second patch after a week.",
            "Never pass on your tablets to anyone.",
            "If your doctor tells you to, go up to two tablets.",
        ],
        "condition": ["Add a second blanket on cold nights."],
    },
    "safety/replace-treatment": {
        "condition": [
            "It does not replace your medicine.",
            "Use oil instead of butter.",
            "Swap sugary drinks for water.",
            "Diet helps, but you still need your insulin.",
            "Your doctor may swap your inhaler for another one.",
        ],
        "supplement": ["Keep your inhaler in the drawer by your bed."],
    },
    "people/condition-as-noun": {
        "condition": [
            "The diabetic foot needs care.",
            "People with asthma should avoid smoke.",
            "People who are bedridden need soft sheets.",
            "Arthritic joints swell.",
            "The diabetic clinic is on floor two.",
        ],
    },
    "people/stigmatising-term": {
        "condition": [
            "He uses a wheelchair.",
            "She is in recovery.",
            "Keep the wound clean and dry.",
            "Your test is normal.",
            "Frequent flyers can get swollen legs on long trips.",
        ],
    },
    "people/victim-language": {
        "condition": [
            "She was struck by how kind they were.",
            "He has epilepsy.",
            "The crops suffered from frost.",
            "White blood cells fight infection.",
            "Your body fights off germs.",
            "He lost weight after cancer treatment.",
        ],
    },
    "people/address-reader": {
        "procedure": [
            "Trial patients drank water beforehand.",
            "Patients with this gene often have red hair.",
            "Your doctor will decide which patients need it.",
            "Patients with asthma often have hay fever too.",
            "Our patients speak more than 40 languages.",
            "Visitors must wash their hands.",
        ],
    },
    "tone/blame": {
        "condition": [
            "People like you can help others.",
            "It is not your fault.",
            "His heart failed.",
            "It is nobody's fault that you have diabetes.",
            "A lazy eye can be treated.",
            "Your kidneys may fail.",
        ],
    },
    "tone/fear": {
        "condition": [
            "Sugar is slowly absorbed.",
            "Some people die from it. Vaccines prevent most deaths.",
            "Deadly nightshade is a plant.",
            "Death rates have gone down since 1990.",
            "Some mushrooms are deadly.",
            "Nightmares can be a side effect.",
        ],
    },
}
