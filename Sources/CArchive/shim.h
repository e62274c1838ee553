#ifndef BESPOKE_CARCHIVE_SHIM_H
#define BESPOKE_CARCHIVE_SHIM_H

#include <archive.h>
#include <archive_entry.h>

#endif
