"""What is learnt where it is a matter of degree: mentions and statements that no rule has read, by trained networks.

Uses `relating` and what lies below it. `recogniser` finds mentions, `judgement` states facts; `learning` trains what
they weigh. Others call `candidates.candidates` and `network.weights`.
"""
