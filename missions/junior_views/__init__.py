"""The pupils' pages: coming in, choosing a mission, playing it. Every page works without JavaScript."""
