"""What is said instead of a text that speaks of a child. Both sides are texts of the catalogs."""

from django.utils.translation import gettext_noop as _

from laget.rules.subjects import Subject

# Of a woman, a group, and somebody who is a child no more than in the law's eyes.
OF_NO_CHILD = {
    "Write down the child’s and the parents’ view": _("Write down how everybody sees it"),
    "Hear the child": _("Hear whom it is about"),
    "the child has been heard": _("whom it is about has been heard"),
    "the child’s and the parents’ view is written down": _("it is written down how everybody sees it"),
    "Hear the child: it has the right to be heard.": _("Hear those whom it is about: it is their right."),
    "The guardians take part.": _("Those whom it is about take part."),
    "The child": _("Whom it is about"),
    "Ask the child and the guardians. Is it still well? Does what helped still hold?": _(
        "Ask those whom it is about. Is it still well? Does what helped still hold?"
    ),
    "Have you talked with the child and the parents about it?": _("Have you talked with them about it?"),
    "The child was not born then.": _("This is before the day of birth."),
    "What does the child say?": _("What do they say themselves?"),
    "What do the parents say?": _("What do others around them say?"),
    "Who brings the child’s words?": _("Who brings their words?"),
    "When the child is not there, or wants somebody to say it.": _(
        "When they are not there, or want somebody to say it."
    ),
    "Think of school or kindergarten, home, the child, leisure. Nothing has to be filled in.": _(
        "Think of work or school, home, health, leisure. Nothing has to be filled in."
    ),
    "What does the child need?": _("What is needed?"),
    "Check with the child and the parents that you understood.": _("Check with them that you understood."),
    "What does the child like to do?": _("What gives joy?"),
    "What do the child and the family like to do?": _("What gives joy?"),
    "What matters to the child?": _("What matters most?"),
    "What matters to the child and the family?": _("What matters most?"),
    "What has the child managed before?": _("What has gone well before?"),
    "What have they solved before?": _("What has gone well before?"),
    "Which qualities of the child’s can help now?": _("Which strengths can help now?"),
    "Which qualities of theirs can help now?": _("Which strengths can help now?"),
    "Where does the child have good experiences?": _("Where are there good experiences?"),
    "What may lie behind, and what the child needs": _("What may lie behind, and what is needed"),
    "Write the child’s own words, as exactly as you can.": _(
        "Write the words as they were said, as exactly as you can."
    ),
    "How did the child tell it?": _("How was it said?"),
    "Why has the child not been asked?": _("Why has nobody asked?"),
    "The child has a right to be heard. Say what you will do about it.": _(
        "Everybody has a right to be heard. Say what you will do about it."
    ),
    "No measure is the child’s or a parent’s own.": _("No measure is their own."),
    "The team around the child": _("The team"),
    "For when you think that somebody who works with the child harms the child.": _(
        "For when you think that somebody who works here does harm."
    ),
    "Back to the child’s page": _("Back to the case"),
    "The child and the parents know that you are asked.": _("They know that you are asked."),
    "The child and the parents have not been told yet.": _("They have not been told yet."),
    "The child is not at the meeting, and nobody is named to bring the child’s words.": _(
        "They are not at the meeting, and nobody is named to bring their words."
    ),
    "Suspicion of violence: this child has a sealed case": _(
        "Suspicion of violence: there is a sealed case beside this one"
    ),
    "There is another case about this child": _("There is another case beside this one"),
    "Nobody has written down what the child says yet.": _("Nobody has written down what they say yet."),
    "May they know what is in the case, and take part in helping the child?": _(
        "May they know what is in the case, and take part in helping?"
    ),
    "Tell them: You may say no, and you may take a yes back whenever you like. The "
    "child still gets the help the "
    "child has a right to.": _(
        "Tell them: You may say no, and you may take a yes back whenever you like. "
        "The right to help is the same."
    ),
    "Nobody with parental responsibility is registered for this child, so nobody can say yes. Speak with the "
    "municipality.": _(
        "Nobody who may answer is registered, so nobody can say yes. Speak with the municipality."
    ),
    "A no changes no duty. The child has the same right to help, and everybody "
    "keeps helping with what is theirs.": _(
        "A no changes no duty. The right to help is the same, and everybody "
        "keeps helping with what is theirs."
    ),
    "The service sees nothing, and the case cannot go on to it. The child still "
    "gets the help the child has a "
    "right to.": _(
        "The service sees nothing, and the case cannot go on to it. The right to help is the same."
    ),
    "Only the team around the child reads it.": _("Only the team reads it."),
    "Look at each measure, hear the child, and then decide.": _(
        "Look at each measure, hear whom it is about, and then decide."
    ),
    "See all of it on the child’s page": _("See all of it on the page of the case"),
    "The parents": _("Others around them"),
    "Guardian": _("Who answers"),
    "The child is not at the meeting.": _("They are not at the meeting themselves."),
    "The child was not at the meeting.": _("They were not at the meeting themselves."),
    "The child’s own words": _("Own words"),
    "Nobody has written down what the child says about this yet.": _(
        "Nobody has written down what they say about this yet."
    ),
    "The child has said more": _("More has been said"),
    "%(name)s brings the child’s words to the meeting.": _("%(name)s brings their words to the meeting."),
    "The child is not at the meeting. What is written down here is read out first.": _(
        "They are not at the meeting themselves. What is written down here is read out first."
    ),
    "What is to help the child.": _("What is to help."),
    "What the child, the family and you do together.": _("What you do together."),
    "The child needs": _("What is needed"),
    "Nobody has written this yet. Find the words together with the child and the parents.": _(
        "Nobody has written this yet. Find the words together."
    ),
    "To the child’s page": _("To the case"),
    "The child has friends at school. It shows when the child plays with others at breaktime.": _(
        "There is somebody to turn to. It shows when help is asked for in time."
    ),
    "School has begun again. It shows when the child comes every day.": _(
        "The days have found their rhythm. It shows when what is agreed is kept."
    ),
    "The child feels safe even when things are hard for dad. It shows when "
    "friends come home with the child.": _(
        "It is safe, even on hard days. It shows when friends come along."
    ),
    "Nothing here has to be done. You know the child.": _("Nothing here has to be done. You know them best."),
    "What the child likes, whom the child trusts, what went well before.": _(
        "What gives joy, who is trusted, what went well before."
    ),
    "A child finds it hard to concentrate in lessons. It may be about school (noise "
    "in the class), about home (the "
    "parents quarrel), about the child (the language is hard) or about leisure (quarrels with friends).": _(
        "Somebody sleeps badly. It may be about work or school (too much to do), "
        "about home (somebody quarrels), "
        "about health (pain) or about leisure (nobody to be with)."
    ),
    "Only somebody who must know, to help this child at %(unit)s. Others come in by consent.": _(
        "Only somebody who must know, to help at %(unit)s. Others are invited."
    ),
    "The leader then sees the worry and decides with you who speaks with the child and the guardians.": _(
        "The leader then sees the worry and decides with you who speaks with whom."
    ),
    "Are you unsure? Ask child welfare without saying who the child is.": _(
        "Are you unsure? Ask child welfare without saying who it is about."
    ),
    "Write down the child’s own words exactly. Do not question the child.": _(
        "Write down exactly what was said. Do not question anybody."
    ),
    "The child has not been asked": _("Nobody has been asked"),
    "What the child has said before": _("What has been said before"),
}

OWN: dict[Subject, dict[str, str]] = {
    Subject.YOUTH: {
        "The child’s voice": _("The young person’s voice"),
        "Hear the child": _("Hear the young person"),
        "the child has been heard": _("the young person has been heard"),
        "Hear the child: it has the right to be heard.": _("Hear the young person: to be heard is a right."),
        "The child": _("The young person"),
        "What does the child say?": _("What does the young person say?"),
    },
    Subject.PREGNANT: {
        "The child’s voice": _("Her own voice"),
        "Hear the child": _("Hear her"),
        "the child has been heard": _("she has been heard"),
        "Hear the child: it has the right to be heard.": _("Hear her: she has the right to be heard."),
        "The guardians take part.": _("She takes part."),
        "Get a yes from everybody who must answer": _("Get her yes"),
        "everybody who must answer has said yes": _("she has said yes"),
        "The child": _("The woman"),
        "What does the child say?": _("What does she say?"),
        "The family": _("The woman herself"),
        "The family too": _("She herself too"),
        "School or kindergarten": _("At the service"),
        "Write so that the family can read it. Guardians who were asked to come find it on their page.": _(
            "Write so that she can read it."
        ),
        "The case is sealed. Guardians see nothing of it and are told nothing.": _(
            "The case is sealed. Nothing of it is on her own page, and her partner is told nothing."
        ),
        "Stop. Do not speak with the guardians about this now.": _(
            "Stop. Do not speak with her partner about this now."
        ),
        "The guardians follow this case": _("She follows this case"),
        "From now on nothing of this case reaches the guardians. Only the team sees it. Whoever is "
        "in the team "
        "by their consent is out; a leader can let them in by law.": _(
            "From now on her own page shows nothing of this case, and her partner is told nothing. Only the "
            "team sees it. Whoever is in the team by her consent is out; a leader can let them in by law."
        ),
        "The guardians can read the plan of this case today. When you seal it, it is gone from their "
        "page, and "
        "they may notice. Ask child welfare first. Or report a new worry instead: it is sealed from "
        "its first "
        "moment, and nothing on their page changes.": _(
            "She can read the plan of this case today. When you seal it, it is gone from her page, "
            "and others at "
            "home may notice. Or report a new worry instead: it is sealed from its first moment, and "
            "nothing on "
            "her page changes."
        ),
    },
    Subject.FAMILY: {
        "The child’s voice": _("The children’s voices"),
        "Hear the child": _("Hear every child"),
        "the child has been heard": _("every child has been heard"),
        "Hear the child: it has the right to be heard.": _("Hear every child: it is a right of each."),
        "What does the child say?": _("What does each of the children say?"),
        "Write the child’s own words, as exactly as you can.": _(
            "Write what each of them says, one after another, each with the name."
        ),
        "The child’s own words": _("The children’s own words"),
    },
    Subject.GROUP: {
        "The child’s voice": _("The group’s voice"),
        "Hear the child": _("Hear the group"),
        "the child has been heard": _("the group has been heard"),
        "Hear the child: it has the right to be heard.": _("Hear the group: it has the right to be heard."),
        "The guardians take part.": _("The group takes part."),
        "The child": _("The group"),
        "What does the child say?": _("What does the group say?"),
        "The family": _("The group itself"),
        "This person sees the case for as long as the consent holds.": _(
            "This person sees the case for as long as the service is invited."
        ),
        "The case is sealed. Guardians see nothing of it and are told nothing.": _(
            "The case is sealed. No family sees anything of it or is told anything."
        ),
        "Stop. Do not speak with the guardians about this now.": _(
            "Stop. Do not speak with the families about this now."
        ),
        "From now on nothing of this case reaches the guardians. Only the team sees it. Whoever is "
        "in the team "
        "by their consent is out; a leader can let them in by law.": _(
            "From now on nothing of this case reaches any family. Only the team sees it. Whoever was "
            "invited into "
            "it is out; a leader can let them in by law."
        ),
        "The child’s own words": _("The group’s own words"),
        "Write the child’s own words, as exactly as you can.": _(
            "Write what the group says, as exactly as you can. Name nobody."
        ),
    },
}
