#define _GNU_SOURCE
#include "CLinux.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int bespoke_rename_exchange(int old_directory, const char *old_path, int new_directory,
                            const char *new_path) {
  return renameat2(old_directory, old_path, new_directory, new_path, RENAME_EXCHANGE);
}

int bespoke_memory_file(const char *name) {
  int fd = memfd_create(name, MFD_CLOEXEC);
  if (fd < 0)
    return -1;
  if (fcntl(fd, F_SETFL, O_APPEND) < 0) {
    int error = errno;
    close(fd);
    errno = error;
    return -1;
  }
  return fd;
}

const char *bespoke_dirent_name(const struct dirent *entry) { return entry->d_name; }
