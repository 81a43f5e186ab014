"""Medical specialties as professions and patients name them. Everyday knowledge for finding a door, never advice."""

from __future__ import annotations

from nlu.languages.readings import Specialty


def _row(key: str, names: str, parts: str = "", complaints: str = "") -> Specialty:
    """One specialty from comma-separated lists."""
    return Specialty(
        key,
        *(tuple(word.strip() for word in column.split(",") if word.strip()) for column in (names, parts, complaints)),
    )


SPECIALTIES = (
    _row(
        "general practice",
        "general practice, general practitioner, general practitioners, gp, gps, g p, family doctor"
        ", family medicine, family practice, family physician, family practitioner, primary care"
        ", primary care physician, pcp, physician, general medicine, general doctor, regular doctor"
        ", normal doctor, house doctor, hausarzt, medico general",
        "general, family, primary",
        "cold, flu, fever, temperature, cough, coughing, sore throat, runny nose, sneezing, headache"
        ", headaches, tired, fatigue, no energy, vomiting, throwing up, blood pressure, check up, checkup"
        ", sick note, repeat prescription, blood test, feel awful, feeling unwell",
    ),
    _row(
        "dermatology",
        "dermatology, dermatologist, derm, dermatologic, dermatological, skin doctor, skin specialist"
        ", hautarzt, dermatologo, dermatologue",
        "skin, rash, acne, mole",
        "rash, rashes, acne, pimple, pimples, spots, eczema, psoriasis, mole, moles, itchy skin, itch"
        ", itching, hives, wart, warts, skin, hair loss, losing hair, losing my hair, dandruff, rosacea"
        ", ringworm, nail fungus, sunburn, peeling, verruca, spot on my face",
    ),
    _row(
        "gynecology",
        "gynecology, gynaecology, gynecologist, gynaecologist, gyn, gyno, gynae, gyne, gynie, obgyn, ob gyn"
        ", obs gynae, obstetrician, obstetrics, obstetrics gynecology, womens health, womens doctor"
        ", ladies doctor, frauenarzt, ginecologo, gynecologue",
        "women, womens, ladies, pregnancy, obstetric",
        "period, periods, period pain, pap smear, smear test, smear, cervical, birth control, contraception"
        ", contraceptive, coil, iud, menopause, hot flushes, pregnant, pregnancy, vaginal, discharge, pcos"
        ", endometriosis, missed my period, fibroids",
    ),
    _row(
        "ophthalmology",
        "ophthalmology, ophthalmologist, oculist, eye doctor, eye specialist, augenarzt, oftalmologo, ophtalmologue",
        "eye, eyes, vision, sight, retina, cataract",
        "eye, eyes, vision, blurry, blurred vision, cataract, cataracts, glaucoma, stye, pink eye"
        ", conjunctivitis, seeing double, floaters, red eye, sight",
    ),
    _row(
        "optometry",
        "optometry, optometrist, optician, opticians",
        "glasses, contact lens",
        "new glasses, glasses, contact lenses, eye test",
    ),
    _row(
        "otolaryngology",
        "otolaryngology, otolaryngologist, otorhinolaryngology, otorhinolaryngologist, ent, e n t, ear nose throat"
        ", ears nose throat, ear nose throat specialist, hno",
        "ear, ears, nose, throat, sinus, hearing",
        "ear, ears, earache, hearing, tinnitus, ringing in my ears, tonsils, tonsillitis, sinus, sinuses"
        ", sinusitis, nosebleed, nosebleeds, nose bleed, snoring, hoarse, lost my voice, ear wax, earwax"
        ", blocked ear, vertigo",
    ),
    _row(
        "dentistry",
        "dentistry, dentist, dentists, dental, odontology, odontologist, tooth doctor, teeth doctor, zahnarzt"
        ", dentista",
        "tooth, teeth, dental, gum",
        "tooth, teeth, toothache, gums, gum, cavity, cavities, filling, wisdom tooth, braces, root canal"
        ", denture, dentures, crown",
    ),
    _row("orthodontics", "orthodontics, orthodontist, orthodontists", "braces", "braces, crooked teeth, invisalign"),
    _row(
        "cardiology",
        "cardiology, cardiologist, cardiac, kardiologe, cardiologo",
        "heart, cardiac",
        "heart, palpitations, racing heart, heart racing, heartbeat, irregular heartbeat, murmur, cholesterol, angina",
    ),
    _row(
        "pediatrics",
        "pediatrics, paediatrics, pediatrician, paediatrician, pediatric, paediatric, peds, pedes, kinderarzt"
        ", pediatra",
        "kid, kids, child, children, childrens, childs, baby, babies, infant, infants",
        "colic, diaper rash, nappy rash, teething, croup, growth chart, well baby, well child",
    ),
    _row(
        "orthopedics",
        "orthopedics, orthopaedics, orthopedic, orthopaedic, orthopedist, orthopaedist, ortho, orthopedic surgeon",
        "bone, bones, joint, joints, knee, hip, back, spine, shoulder",
        "knee, knees, hip, shoulder, back pain, back hurts, my back, ankle, wrist, elbow, fracture, fractured"
        ", broken arm, broken leg, broken, sprain, sprained, torn ligament, joint pain, spine, herniated disc"
        ", slipped disc, meniscus",
    ),
    _row(
        "neurology",
        "neurology, neurologist, neurologic, neurological",
        "brain, nerve, nerves, headache, migraine",
        "migraine, migraines, seizures, epilepsy, numbness, numb, tingling, tremor, tremors, memory loss"
        ", dizzy spells, parkinsons, pinched nerve, neuropathy",
    ),
    _row(
        "psychiatry",
        "psychiatry, psychiatrist, psychiatric, shrink",
        "mental health, mental, mind",
        "depressed, depression, anxiety, anxious, panic attacks, panic attack, bipolar, adhd, ocd, ptsd"
        ", schizophrenia, hearing voices",
    ),
    _row(
        "psychology",
        "psychology, psychologist, psychotherapy, psychotherapist, therapist, counsellor, counselor"
        ", counselling, counseling",
        "talking",
        "stress, stressed, burnout, grief, relationship trouble, low mood",
    ),
    _row(
        "urology",
        "urology, urologist",
        "bladder, prostate, mens, men, urinary, pee",
        "prostate, urine, peeing, pee, bladder, uti, erectile, testicle, testicles, testicular, vasectomy"
        ", burns when i pee, incontinence",
    ),
    _row("nephrology", "nephrology, nephrologist", "kidney, kidneys, renal", "kidney, kidneys, dialysis"),
    _row(
        "gastroenterology",
        "gastroenterology, gastroenterologist, gastro, gi",
        "stomach, tummy, belly, gut, bowel, digestive, digestion, liver, gi",
        "stomach, tummy, stomach ache, stomach pain, belly, heartburn, reflux, acid reflux, indigestion"
        ", bloating, bloated, diarrhea, diarrhoea, constipation, constipated, ibs, crohns, colitis, celiac"
        ", coeliac, hemorrhoids, haemorrhoids, piles, colonoscopy, ulcer, bowel",
    ),
    _row(
        "endocrinology",
        "endocrinology, endocrinologist, diabetologist, diabetes clinic",
        "hormone, hormones, diabetes, thyroid, sugar",
        "diabetes, diabetic, thyroid, hormones, hormone, blood sugar, insulin, goiter, hypothyroidism",
    ),
    _row(
        "pulmonology",
        "pulmonology, pulmonologist, pulmonary, pneumology, pneumologist, respiratory, respirologist"
        ", chest physician, lungenarzt",
        "lung, lungs, chest, breathing, respiratory",
        "asthma, inhaler, wheezing, wheeze, copd, lungs, bronchitis, sleep apnea, chronic cough",
    ),
    _row(
        "oncology",
        "oncology, oncologist",
        "cancer, tumor, tumour",
        "cancer, tumor, tumour, chemo, chemotherapy, lump in my breast, lymphoma",
    ),
    _row(
        "hematology",
        "hematology, haematology, hematologist, haematologist",
        "blood",
        "anemia, anaemia, anemic, anaemic, clotting, low platelets, iron deficiency",
    ),
    _row(
        "rheumatology",
        "rheumatology, rheumatologist",
        "arthritis, rheumatism",
        "arthritis, rheumatoid, gout, lupus, fibromyalgia, stiff joints, swollen joints",
    ),
    _row(
        "allergology",
        "allergology, allergist, allergologist, allergy, allergies, immunology, immunologist, allergy immunology",
        "allergy, allergies, hay fever",
        "allergy, allergies, allergic, hay fever, hayfever, pollen, food intolerance",
    ),
    _row(
        "radiology",
        "radiology, radiologist, imaging, diagnostic imaging",
        "xray, x ray, scan, mri, ultrasound",
        "mri, ct scan, ultrasound scan, mammogram",
    ),
    _row(
        "physiotherapy",
        "physiotherapy, physiotherapist, physio, physical therapy, physical therapist, pt",
        "rehab",
        "pulled muscle, stiff neck, strain, rehab, posture",
    ),
    _row(
        "podiatry",
        "podiatry, podiatrist, chiropody, chiropodist",
        "foot, feet",
        "ingrown toenail, ingrowing toenail, bunion, bunions, corns, heel pain, flat feet, feet, foot"
        ", plantar fasciitis, toenail",
    ),
    _row(
        "plastic surgery",
        "plastic surgery, plastic surgeon, cosmetic surgery, cosmetic surgeon, aesthetic surgery, aesthetics",
        "cosmetic, plastic, beauty",
        "botox, nose job, liposuction, scar removal, fillers, facelift",
    ),
    _row(
        "surgery",
        "surgery, surgeon, general surgery, general surgeon",
        "surgical",
        "hernia, gallbladder, gallstones, appendix",
    ),
    _row(
        "vascular surgery",
        "vascular surgery, vascular surgeon, vascular, phlebology, phlebologist",
        "vein, veins",
        "varicose veins, spider veins, veins",
    ),
    _row(
        "geriatrics",
        "geriatrics, geriatrician, geriatric, gerontology, gerontologist, elderly care",
        "elderly, old age",
        "dementia, alzheimers",
    ),
    _row("internal medicine", "internal medicine, internist, internists, internal", "", ""),
    _row(
        "nutrition",
        "nutrition, nutritionist, dietitian, dietician, dietetics",
        "diet, food, weight loss",
        "diet, lose weight, weight loss, overweight, eating plan",
    ),
    _row(
        "sports medicine",
        "sports medicine, sport medicine, sports physician",
        "sport, sports",
        "sports injury, tennis elbow, shin splints",
    ),
    _row(
        "pain medicine",
        "pain medicine, pain management, anesthesiology, anaesthesiology, anesthesiologist, anaesthetist",
        "pain",
        "chronic pain, sciatica",
    ),
    _row(
        "infectious diseases",
        "infectious diseases, infectious disease, infectiology, tropical medicine, travel medicine, travel clinic",
        "travel, tropical",
        "travel vaccine, malaria, yellow fever, lyme",
    ),
    _row(
        "fertility",
        "fertility, reproductive medicine, infertility",
        "fertility, ivf",
        "ivf, trying for a baby, trying to conceive, infertile",
    ),
    _row("midwifery", "midwifery, midwife, midwives, antenatal", "", "antenatal"),
    _row("chiropractic", "chiropractic, chiropractor, osteopath, osteopathy", "", ""),
    _row("audiology", "audiology, audiologist", "hearing aid", "hearing aid, hearing test"),
    _row(
        "speech therapy",
        "speech therapy, speech therapist, speech pathology, speech pathologist, speech language",
        "speech",
        "stutter, stammer, lisp",
    ),
    _row("sleep medicine", "sleep medicine, sleep clinic", "sleep", "insomnia, cant sleep, trouble sleeping"),
)

NEAREST = {
    "general practice": ("internal medicine",),
    "internal medicine": ("general practice",),
    "optometry": ("ophthalmology",),
    "orthodontics": ("dentistry",),
    "midwifery": ("gynecology",),
    "fertility": ("gynecology",),
    "psychology": ("psychiatry",),
    "psychiatry": ("psychology",),
    "nephrology": ("urology",),
    "audiology": ("otolaryngology",),
    "sports medicine": ("orthopedics", "physiotherapy"),
    "geriatrics": ("internal medicine", "general practice"),
}
"""Where a clinic has no such specialty, the one whose door is next."""
