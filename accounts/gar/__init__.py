"""Pupils who come from the médiacentre of their school, through the GAR (SAML); only if GAR_ENABLED.

Source: spec/accounts.md 7 and 8.5, decisions.md 21.
"""
