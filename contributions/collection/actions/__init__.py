"""Verbs of collection: take receipts in, allocate them, settle bills, clear what waits."""

from contributions.collection.actions.clearing import allocate, settle_credits, settle_month
from contributions.collection.actions.intake import receive_file, receive_one
from contributions.collection.actions.settling import CollectionRun, take_in

__all__ = ["CollectionRun", "allocate", "receive_file", "receive_one", "settle_credits", "settle_month", "take_in"]
