"""The list of minor powers (小微权力清单): what the village may do, by which steps, and what ran through each."""
