#ifndef BESPOKE_CLINUX_H
#define BESPOKE_CLINUX_H

// Linux calls that glibc declares under _GNU_SOURCE only, which Swift's Glibc module leaves out.
// Each returns what the call returns, with errno set.

/// Exchanges two paths in one step (renameat2 with RENAME_EXCHANGE); both must exist.
/// EINVAL or ENOSYS: this file system or kernel cannot do it.
int bespoke_rename_exchange(int old_directory, const char *old_path, int new_directory,
                            const char *new_path);

/// An anonymous file in memory, opened for reading and for appending, closed on exec.
int bespoke_memory_file(const char *name);

struct dirent;

/// The name in a directory entry; Swift imports `d_name` as a tuple of 256 characters.
const char *bespoke_dirent_name(const struct dirent *entry);

#endif
