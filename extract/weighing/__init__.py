"""What is learnt where it is a matter of degree: mentions and statements that no rule has read, by trained networks.

Uses `relating` and what lies below it. `recogniser` finds mentions by the network of `recognition`,
`judgement` states facts by that of `judge`; `learning`, which trains both, is who else calls them.
"""
