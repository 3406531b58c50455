"""From a report to statements: who did what with whom, each with the words that say so."""
