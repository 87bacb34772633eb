/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* One-line facts: prints the one that does not hold and fails. */
#ifndef SONDE_TEST_FACTS_H
#define SONDE_TEST_FACTS_H

#include <stdio.h>
#include <stdlib.h>

#define FACT(holds)                                                            \
	do {                                                                   \
		if (!(holds)) {                                                \
			fprintf(stderr, "%s:%d: not true: %s\n", __FILE__, __LINE__, #holds); \
			exit(1);                                               \
		}                                                              \
	} while (0)

#endif
