"""WHO WORKS HERE: what an account of staff is, and the rules of letting one in.

Pure, as the rooms beside it are: the moment is an argument, and nothing is looked up or made at random. How a secret is hashed and
where an account is kept are others' business (`ivr.porter`, `ivr.store`).
"""
