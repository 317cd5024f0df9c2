"""Words to the world: dates, places, actors and numbers, with the data files they rest on."""
