"""The same clean(), in other people's shapes: Arrow, Ray Data, Spark, datatrove."""
