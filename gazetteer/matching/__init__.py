"""From a name to the entity it means: query, candidates, features, score, decision."""
