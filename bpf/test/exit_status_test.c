// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#include "exit_status.h"
#include "facts.h"

int main(void)
{
	/* Every thread returned by itself: the leader's code counts, even 0 after others had ended. */
	FACT(exit_status(0, 0, 3 << 8) == 3 << 8);
	FACT(exit_status(0, 7 << 8, 0) == 0);
	/* exit_group() or a fatal signal: the group's counts for whichever thread is last. */
	FACT(exit_status(SIGNAL_GROUP_EXIT, 7 << 8, 0) == 7 << 8);
	FACT(exit_status(SIGNAL_GROUP_EXIT | 0x40, 9, 0) == 9);
	return 0;
}
