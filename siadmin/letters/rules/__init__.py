"""What needs neither database nor clock: how a verification code is made, written and read."""
