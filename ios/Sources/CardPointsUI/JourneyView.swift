import CardPoints
