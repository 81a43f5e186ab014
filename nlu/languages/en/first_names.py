"""First names met often enough that a lone one may be anybody: patient, child or doctor. Folded, many languages."""

from __future__ import annotations

from nlu.core.words import vocabulary

FIRST_NAMES = vocabulary(
    """
aaron abby abdul abdullah abigail adam adele adrian adriana agnes agnieszka ahmed aidan aisha aiden alan alana
albert alejandra alejandro aleksandra alex alexa alexander alexandra alexia alexis alfie alfred ali alice
alicia alina alison alistair allison alma alyssa amanda amber amelia amelie amina amir amit amy ana anastasia
anders andre andrea andreas andrei andres andrew andy angel angela angelica angie angus anil anita anja anjali
ann anna annabel anne annie anthony antoine anton antonia antonio anya archie aria ariana arjun arlo arthur
arun asha asher ashley astrid athena aubrey audrey august aurora austin ava avery ayesha aziz bailey barbara
barry bart beatrice beatriz becky ben benjamin bernard bernie beth bethany betty beverly bianca bilal billy
blake bob bobby bogdan bonnie boris brad bradley brandon brenda brendan brian bridget brigitte brittany brooke
bruce bruno bryan caitlin caleb callum cameron camila camille cara carl carla carlo carlos carmen carol
carolina caroline carolyn carrie cassandra catherine cathy cecilia celia celine chad charles charlie charlotte
chelsea cheryl chiara chloe chris christian christina christine christopher cindy claire clara clarence
claudia clement clive cody colin connie connor conor constance craig crystal curtis cynthia daisy damian
damien dan dana daniel daniela daniella danielle danny daphne darren dave david dawn deborah debbie debra
deepa deepak delia della denis denise dennis derek diana diane diego dieter dimitri dmitri dominic don donald
donna dora doris dorothy doug douglas duncan dylan ed eddie edgar edith edna eduardo edward edwin eileen
elaine eleanor elena eli elias elif elijah elise eliza elizabeth ella ellen ellie elliot eloise elsa elsie
emil emilia emilie emily emma emmanuel enrique eric erica erik erika erin ernest ernesto esme esther ethan
eugene eva evan eve evelyn ezra faith farah fatima felicity felix fernanda fernando finley finn fiona flora
florence florian frances francesca francesco francine francis francisco frank frankie fred freddie frederick
freya gabriel gabriela gabriella gail gareth gary gavin gemma geoff geoffrey george georgia georgina gerald
geraldine gerard gianna gina giovanni gisela giulia gladys glen glenda glenn gloria gordon graham greg gregory
greta guillermo gustavo guy gwen hadley hailey hamza hana hanna hannah hans harold harper harriet harrison
harry harvey hassan hazel heather hector heidi heinz helen helena helga henri henry herbert holly howard hugh
hugo hussein ian ibrahim ida ignacio igor imran india indira ines ingrid irene iris irma isaac isabel isabella
isabelle isaiah isla ismail ivan ivy jack jackie jackson jacob jacqueline jaden jake james jamie jan jane
janet janice jared jasmine jason jasper javier jay jayden jean jeff jeffrey jelena jen jenna jennifer jenny
jeremy jerome jerry jesse jessica jill jim jimmy jo joan joanna joanne jodie joe joel joey johan johanna john
johnny jon jonah jonas jonathan jordan jorge jose joseph josephine josh joshua josie joy joyce juan juanita
judith judy julia julian juliana julie juliet julio june jurgen justin justine kai kamal karen karim karin
karl karolina kasia kate katarzyna katherine kathleen kathryn kathy katie katja katrina katya kavita kay kayla
keira keith kelly kelsey ken kenneth kenny kerry kevin khadija khalid kieran kim kimberly kiran kirsten klaus
krishna kristen kristin kristina krzysztof kumar kurt kyle kylie lakshmi lana lara larry laura lauren laurence
laurent lawrence layla lea leah leanne leila lena leo leon leonard leonardo leroy leslie lesley lewis lexi
liam lila lily lina linda lindsay lindsey lisa liz lloyd logan lola lorenzo loretta lorna lorraine lottie
louis louisa louise luc luca lucas lucia lucy luis luisa luka lukas luke luna lydia lynn mabel mackenzie
maddie madeleine madison magda maggie mahmoud maisie malcolm malik mandy manuel marc marcel marcia marco
marcos marcus margaret margarita maria mariam mariana marianne marie marina mario marion marisa marjorie mark
marlene marta martha martin martina marvin mary maryam mason mateo mathilde matilda matt matteo matthew
matthias maud maureen maurice max maxim maximilian maxine maya meera meg megan mehmet mei melanie melissa
mercedes meredith mia micah michael michaela michal michel michele michelle miguel mike mila miles millie milo
mimi mina ming miranda miriam mitchell moira mohamed mohammad mohammed molly monica monika morgan moritz moses
muhammad muriel mustafa myra nadia nadine nancy naomi natalia natalie natasha nathan nathaniel neil nell
nelson niall nicholas nick nicky nicola nicolas nicole nigel nikhil niklas nikolai nina nisha noah noel noelle
nora norma norman octavia olga oliver olivia ollie omar oscar otto owen pablo paige pam pamela paola parker
pascal pat patricia patrick patsy paul paula pauline pawel pedro peggy penelope penny perry pete peter petra
phil philip philippa phillip phoebe pierre piotr polly poppy pooja preeti priya quentin quinn rachel rafael
rahul raj rajesh ralph ramon rania raquel raul ravi raymond rebecca reece reggie regina reuben rhys ricardo
richard rick ricky riley rita rob robert roberta roberto robin rocio roderick rodney roger roland roman ron
ronald ronnie rory rosa rosalind rosalie rosanna roxanne rosemary rosie ross rowan roy ruby rudy rufus rupert
russell ruth ryan sabrina sadie sai salma salman sally sam samantha samir samuel sana sandra sandy sanjay
santiago sara sarah sasha saul savannah scarlett scott sean sebastian selina serena sergei sergio seth shane
shannon sharon shaun shawn sheila shelby shelley shirley shreya sienna sid sidney silvia simon simone sofia
sonia sonya sophia sophie spencer stacey stacy stanley stefan stefanie stella stephan stephanie stephen steve
steven stewart stuart sue sunil sunita susan susanna susanne susie suzanne sven svetlana sybil sylvia tamara
tanya tara tariq tatiana taylor ted teresa terrence terry tess tessa thea theo theodore theresa thomas tiffany
tilly tim timothy tina tobias toby todd tom tomas tomasz tommy toni tony tracey tracy travis trevor tricia
tristan tyler uma ursula usha valentina valerie vanessa vera veronica vicky victor victoria vijay vikram
vincent viola violet virginia vivek vivian vladimir walter wanda wayne wei wendy wesley wilfred will william
willie wilma xavier yasmin yolanda yosef youssef yuki yusuf yvette yvonne zac zach zachary zahra zara zoe
zofia zainab anh duc hoa huong lan linh mai minh nam nga ngoc phuong quang thanh thao thi thuy trang tuan jin
hye jun seo hiro kenji yumi sakura haruto li ying xin hui jing bo jia chen yan
"""
)

COMMON_SURNAMES = vocabulary(
    """
smith jones williams brown taylor davies wilson evans thomas johnson roberts walker wright robinson thompson
white hughes edwards green hall lewis harris clarke clark patel jackson wood turner martin cooper hill ward
morris moore lee king baker harrison morgan allen james scott phillips watson davis parker price bennett young
griffiths mitchell kelly cook carter richardson bailey collins bell shaw murphy miller cox khan richards
marshall anderson simpson ellis adams singh begum wilkinson foster chapman powell webb rogers gray mason ali
hunt hussain campbell matthews owen palmer holmes mills barnes knight lloyd butler russell barker fisher
stevens jenkins murray dixon harvey garcia rodriguez martinez hernandez lopez gonzalez perez sanchez ramirez
torres nguyen kim chen wang zhang liu yang huang wu park choi schmidt schneider muller weber meyer wagner
becker hoffmann kowalski nowak novak rossi russo ferrari silva santos sousa costa ahmed rahman kaur sharma
gupta shah kumar ivanov petrov larsen hansen olsen nielsen jensen andersson dubois durand moreau laurent
"""
)
"""Surnames so common that one of them is not a misspelling of another name."""
