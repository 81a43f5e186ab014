"""Everyday words that are not somebody's name when they stand alone, though some are surnames as well."""

from __future__ import annotations

from nlu.core.words import vocabulary

FUNCTION_WORDS = vocabulary(
    """
from a about above after afterwards again ahead all almost along already also although always am an and
another any anybody anyone anything anytime anyway anywhere are arent around as aside at away be because been
before being below between both but by can cannot cant could couldnt did didnt do does doesnt doing done dont
down during each either else enough ever every everybody everyone everything except few for had hadnt has
hasnt have havent having he her here hers herself hes hey hi him himself his how however i id if ill im in
instead into is isnt it its itself ive just kinda least less let lets like lot lots many may maybe me might
mine more most mostly much must my myself n neither never no nobody none nor not nothing now nowhere of off
often oh ok okay on once one ones only onto or other others otherwise our ours ourselves out over own per
perhaps pls please plz probably quite r rather really right said same see self several shall she shes should
shouldnt since so some somebody someone something sometime sometimes somewhere soon still such sure than thank
thanks that thats the their theirs them themselves then there theres these they theyre theyve thing things
this those though through thru thus til till to today together tomorrow tonight too toward towards u under
unless until up upon ur us very via want was wasnt we well went were werent weve what whats whatever when
whenever where wherever whether which whichever while who whoever whole whom whos whose why will with within
without wont would wouldnt yeah yep yes yet you youd youll your youre yours yourself youve btw tho cos cuz coz
gonna wanna gotta bc idk lol ty thx cheers sorry hello hiya howdy bye goodbye yesterday two three four five bet
six seven eight nine ten first second third last next previous half quarter ta thnx tks mate ya yea nope nah
yup sir madam maam
"""
)

TIME_WORDS = vocabulary(
    """
monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri sat sun
january february march april june july august september october november december jan feb mar apr jun jul aug
sep sept oct nov dec day days week weeks weekend weekends month months year years morning mornings afternoon
afternoons evening evenings night nights noon midday midnight lunch lunchtime am pm oclock hour hours minute
minutes min mins hr hrs asap early earlier earliest late later latest soonest tmrw tmr tomoz tomorow tommorow
tomorrows todays easter christmas holiday holidays anyday fortnight daily weekly monthly weekday weekdays
eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty past
"""
)

BOOKING_WORDS = vocabulary(
    """
appointment appointments appt appts apt app appoint apointment slot slots book booked booking bookings
schedule scheduled scheduling reschedule rescheduled cancel cancelled canceled canceling cancelling move moved
moving change changed changing confirm confirmed make made making set setup arrange available availability
free open opening openings time times date dates visit visits visiting clinic office hospital surgery practice
doctor doctors doc docs dr drs physician nurse dentist specialist reception receptionist desk patient patients
name names named called phone number address help need needs needed want wants wanted wish would get gets
getting got give gave take takes taking bring brings bringing come comes coming go goes going keep find
finding search searching look looking looks try trying see seeing seen saw show tell ask asking asked know
knows think thinks hope hoping guess mean means say saying says talk talking speak speaking call calling text
texting message send write read wait waiting hold follow following followup new old existing regular usual
normal routine urgent urgently emergency consultation consult consulting checkup check checking check-up
physical exam examination review test tests testing result results refill prescription prescriptions repeat
referral vaccination vaccinations vaccine vaccines vaccinated vaccinate vaccinating shot shots jab jabs
immunization immunizations immunisation booster flu covid screening scan xray blood smear cleaning clean
session treatment treatments procedure service services option options choice choices question questions else
info information details detail rating ratings reviews best better good great nice fine perfect awesome
excellent wonderful fantastic lovely amazing cool super bad worse worst terrible awful horrible excited happy
glad sad able unable ready busy interested wondering curious confused lost running stuck home work school car
bus place town city area location near nearby nearest close closest another different alternative alternatives
prefer preferred preference matter matters mind care cares insurance pay cost price money card form
"""
)

HEALTH_WORDS = vocabulary(
    """
bite bites bitten
sick ill unwell pain pains painful ache aches aching hurt hurts hurting sore soreness swollen swelling itchy
itching itch rash rashes cough coughs coughing cold colds fever feverish temperature headache headaches
migraine migraines throat nose runny stuffy blocked sneezing sneeze dizzy dizziness tired tiredness fatigue
exhausted energy weak weakness muscle muscles nausea nauseous vomiting vomit throwing diarrhea diarrhoea
constipation constipated stomach tummy belly back neck shoulder shoulders knee knees ankle ankles foot feet
toe toes leg legs arm arms hand hands wrist finger fingers elbow hip hips head face eye eyes ear ears mouth
tooth teeth tongue gum gums skin hair nail nails chest heart lung lungs breath breathing breathe bleeding
bleed bruise bruised cut cuts burn burns broken broke sprain sprained wound infection infected virus allergy
allergies allergic asthma asthmatic diabetes diabetic pregnant pregnancy period periods baby babies anxious
anxiety depressed depression stress stressed sleep sleeping insomnia acne mole moles wart warts eczema
psoriasis lump lumps bump bumps spot spots spreading health healthy symptoms symptom medicine medication meds
pills pill drug drugs injury injured accident fell fall fallen hit worried worry scared afraid feel feeling
feels felt well hungry thirsty hot warm poorly rough lousy crap dying dead died die suffering suffer suffered
having had struggling losing lost gained weight disabled deaf blind vegan single married divorced
"""
)

PEOPLE_WORDS = vocabulary(
    """
son sons daughter daughters kid kids child children boy boys girl girls baby babies toddler infant newborn
teen teenager twins husband wife partner spouse fiance fiancee boyfriend girlfriend bf gf hubby mum mom mother
mummy mommy mam mama mamma ma dad father daddy papa pa parents parent nan nana gran grandma granny grandmother
grandpa grandad granddad grandfather brother sister sibling siblings bro sis aunt auntie uncle cousin niece
nephew friend friends neighbour neighbor colleague grandson granddaughter grandchild grandchildren stepson
stepdaughter family man woman guy lady person people human robot bot assistant customer client student teacher
member adult senior mr mrs ms miss mister prof professor
"""
)

OTHER_WORDS = vocabulary(
    """
able ago alone alive angry anxious away awake aware bit big bored bot both broke certain chance clear
concerned correct crazy deal definitely done dunno easy eager embarrassed end ended even fan far fast fed feel
flexible fond forgot full fun funny game hard hate hating heading hear heard here hour idea important in
inquiring inside job joking keen kidding kind late leaving left life little living long love loves loved mad
major minor mistaken mostly moving near nervous news nothing off older on out outside overdue part past pay
planning please plus point pretty quick quickly ran reason recently refer referred referring relieved remember
remind retired sec second seriously severe short shy similar slightly slow small speed sort sound sounds start
started stay stop stopped story strong struggling stupid sudden suddenly supposed surprised taking team
thankful thinking traveling travelling trouble true type types under upset use used using usually way weather
weird willing without word words work working works worse wrong young yesterday years immediately possible
possibly actually anymore basically honestly currently exactly especially absolutely apparently course fact
favor favour god gosh man mean omg oops ouch account advice age alert apology approx april asked beside
besides blue brown green red black white grey gray yellow pink dark light gold silver thatll itll indeed
kindly finally negative affirmative alright nevermind provide strike wheres whats hows whos whatre whens hmm
hmmm umm ummm thankyou whatsoever awfully nearest dentists doctors somewhere anywhere tbh fyi yikes threw woke
spoke slept kept began tore hit shut seems keeps waters water closer further asap hurry
"""
)

SURNAMES_TOO = vocabulary(
    """
high low top bottom middle north south east west hill hills wood woods field fields stone rock river lake sea
bay beach park garden gardens forest valley king queen prince bishop pope knight baker cook butcher fisher
farmer miller mason carpenter hunter taylor shepherd page reed rose lily bush branch berry bean rice salt
pepper cherry olive apple summer winter spring autumn frost snow rain storm moon star sky day sunny may marsh
moss fox wolf bird bull lamb fish drake crane swan finch wise good noble sharp swift keen bright gentle savage
moody stern grave rich pride hope love joy grace chance case law land house hall church temple bridge street
lane road gates wall walls tower bell horn drum cross power powers bond price penny cash bills bill mark pat
rob will grant art drew chase pierce skip dean guy wade lance major judge ford wells brooks banks waters ward
parish towns castle kitchen lock key keys pool shore ash elm thorn weed hay oats root leaf seed hand foot head
hart cheek bone pain payne akin an ho so do to le la lo lee-way means sell sells buy bought send sent walk run
ran ride drive drove driving fly catch pick pull push put turn turned watch play plays played eat ate eating
drink drank learn teach build cause paid happen happened happening include
"""
)

NOT_A_NAME = FUNCTION_WORDS | TIME_WORDS | BOOKING_WORDS | HEALTH_WORDS | PEOPLE_WORDS | OTHER_WORDS | SURNAMES_TOO
"""Words that stand for themselves unless something ("Dr", "my name is") says otherwise."""
