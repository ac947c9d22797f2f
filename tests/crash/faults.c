/* Stands between a program and the file system (LD_PRELOAD): kills it at its n-th call, or has calls fail.
 *
 * Every call that changes something is described in one line ("rename /a -> /b") before it is made. A rule names kinds
 * of calls, words that the line has and lacks, from which such call on it holds, and what happens: SIGKILL (error 0; where
 * a file is named, only who takes that away is killed), or an errno for as long as a file lies somewhere. Only lines that hold the root given to cw_begin count. Nothing is
 * counted before cw_begin, and rules of a parent hold in its forks only until they call cw_begin themselves.
 */
#define _GNU_SOURCE
#undef _FORTIFY_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { OPEN = 1, WRITE = 2, RENAME = 4, MKDIR = 8, FSYNC = 16, UNLINK = 32, RMDIR = 64, CHMOD = 128, CUT = 256, LINK = 512 };
enum { PATH = 1024, LINE = 2 * PATH + 64, RULES = 8 };

struct rule {
  unsigned kinds;
  char has[PATH], lacks[PATH], lasts[PATH];
  long first;
  int error, half;
  atomic_long seen;
};

static struct rule rules[RULES];
static atomic_int count;
static char root[PATH];
static int trace = -1;

void cw_begin(const char *within, const char *tracing) {
  atomic_store(&count, 0);
  snprintf(root, sizeof root, "%s", within);
  trace = *tracing ? (int)syscall(SYS_openat, AT_FDCWD, tracing, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
}

void cw_rule(unsigned kinds, const char *has, const char *lacks, long first, int error, int half, const char *lasts) {
  struct rule *rule = &rules[atomic_load(&count)];
  rule->kinds = kinds, rule->first = first, rule->error = error, rule->half = half;
  snprintf(rule->has, PATH, "%s", has);
  snprintf(rule->lacks, PATH, "%s", lacks);
  snprintf(rule->lasts, PATH, "%s", lasts);
  atomic_store(&rule->seen, 0);
  atomic_fetch_add(&count, 1);
}

static void note(const char *head, const char *line) {
  char text[LINE + 16];
  int size = snprintf(text, sizeof text, "%s%s\n", head, line);
  if (trace >= 0) syscall(SYS_write, trace, text, (size_t)size);
}

static void die(const char *line) {
  note("KILLED ", line);
  syscall(SYS_kill, getpid(), SIGKILL);
  for (;;) pause();
}

/* Return 0 to go on, an errno to fail with, -1 to write half and die. */
static int judge(unsigned kind, const char *line) {
  if (!*root || !strstr(line, root)) return 0;
  note("", line);
  for (int each = 0; each < atomic_load(&count); each++) {
    struct rule *rule = &rules[each];
    if (!(rule->kinds & kind) || !strstr(line, rule->has) || (*rule->lacks && strstr(line, rule->lacks))) continue;
    long turn = atomic_fetch_add(&rule->seen, 1) + 1;
    if (rule->error) {
      if (turn < rule->first || (*rule->lasts && syscall(SYS_faccessat, AT_FDCWD, rule->lasts, F_OK) != 0)) continue;
      note("FAILED ", line);
      return rule->error;
    }
    if (turn != rule->first || (*rule->lasts && syscall(SYS_unlinkat, AT_FDCWD, rule->lasts, 0) != 0)) continue;
    if (rule->half && kind == WRITE) return -1;
    die(line);
  }
  return 0;
}

static void whole(int folder, const char *path, char *out) {
  char at[64];
  long size = 0;
  if (*path != '/') {
    snprintf(at, sizeof at, folder == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/%d", folder);
    size = syscall(SYS_readlinkat, AT_FDCWD, at, out, PATH - 2);
    size = size < 0 ? 0 : size;
    out[size++] = '/';
  }
  snprintf(out + size, (size_t)(PATH - size), "%s", path);
}

static int ask(unsigned kind, const char *name, int folder, const char *path) {
  char line[LINE], at[PATH];
  if (!*root) return 0;
  whole(folder, path, at);
  snprintf(line, sizeof line, "%s %s", name, at);
  return judge(kind, line);
}

static int ask_two(const char *name, int from, const char *path, int to, const char *goal) {
  char line[LINE], at[PATH], other[PATH];
  if (!*root) return 0;
  whole(from, path, at), whole(to, goal, other);
  snprintf(line, sizeof line, "%s %s -> %s", name, at, other);
  return judge(*name == 'r' ? RENAME : LINK, line);
}

static int ask_open(unsigned kind, const char *name, int file) {
  char line[LINE], at[64], path[PATH];
  if (!*root) return 0;
  snprintf(at, sizeof at, "/proc/self/fd/%d", file);
  long size = syscall(SYS_readlinkat, AT_FDCWD, at, path, PATH - 1);
  if (size < 0) return 0;
  path[size] = 0;
  snprintf(line, sizeof line, "%s %s", name, path);
  return judge(kind, line);
}

#define REAL(type, name, ...) \
  static type (*real)(__VA_ARGS__); \
  if (!real) real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)
#define REFUSE(answer) \
  do { \
    int refused = (answer); \
    if (refused > 0) { errno = refused; return -1; } \
  } while (0)
#define HALF(name, half) \
  do { \
    int refused = ask_open(WRITE, name, file); \
    if (refused > 0) { errno = refused; return -1; } \
    if (refused < 0) { (void)(half); die(name " (half)"); } \
  } while (0)

#define CHANGES(flags) (((flags) & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC)) != 0)
#define MODE \
  mode_t mode = 0; \
  if (flags & (O_CREAT | O_TMPFILE)) { va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); }

#define OPENS(name) \
  int name(const char *path, int flags, ...) { \
    MODE REAL(int, name, const char *, int, ...); \
    if (CHANGES(flags)) REFUSE(ask(OPEN, "open", AT_FDCWD, path)); \
    return real(path, flags, mode); \
  }
#define OPENS_AT(name) \
  int name(int folder, const char *path, int flags, ...) { \
    MODE REAL(int, name, int, const char *, int, ...); \
    if (CHANGES(flags)) REFUSE(ask(OPEN, "open", folder, path)); \
    return real(folder, path, flags, mode); \
  }
OPENS(open)
OPENS(open64)
OPENS_AT(openat)
OPENS_AT(openat64)

ssize_t write(int file, const void *data, size_t size) {
  REAL(ssize_t, write, int, const void *, size_t);
  HALF("write", real(file, data, size / 2));
  return real(file, data, size);
}
#define WRITES_AT(name, type) \
  ssize_t name(int file, const void *data, size_t size, type at) { \
    REAL(ssize_t, name, int, const void *, size_t, type); \
    HALF("write", real(file, data, size / 2, at)); \
    return real(file, data, size, at); \
  }
WRITES_AT(pwrite, off_t)
WRITES_AT(pwrite64, off64_t)
#define SENDS(name, type) \
  ssize_t name(int file, int source, type *at, size_t size) { \
    REAL(ssize_t, name, int, int, type *, size_t); \
    HALF("write", real(file, source, at, size / 2)); \
    return real(file, source, at, size); \
  }
SENDS(sendfile, off_t)
SENDS(sendfile64, off64_t)
ssize_t writev(int file, const struct iovec *parts, int number) {
  REAL(ssize_t, writev, int, const struct iovec *, int);
  HALF("write", real(file, parts, number / 2));
  return real(file, parts, number);
}

int rename(const char *path, const char *goal) {
  REAL(int, rename, const char *, const char *);
  REFUSE(ask_two("rename", AT_FDCWD, path, AT_FDCWD, goal));
  return real(path, goal);
}
int renameat(int from, const char *path, int to, const char *goal) {
  REAL(int, renameat, int, const char *, int, const char *);
  REFUSE(ask_two("rename", from, path, to, goal));
  return real(from, path, to, goal);
}
int link(const char *path, const char *goal) {
  REAL(int, link, const char *, const char *);
  REFUSE(ask_two("link", AT_FDCWD, path, AT_FDCWD, goal));
  return real(path, goal);
}
#define ON_PATH(name, kind, word) \
  int name(const char *path) { REAL(int, name, const char *); REFUSE(ask(kind, word, AT_FDCWD, path)); return real(path); }
#define ON_PATH_MODE(name, kind, word) \
  int name(const char *path, mode_t mode) { \
    REAL(int, name, const char *, mode_t); REFUSE(ask(kind, word, AT_FDCWD, path)); return real(path, mode); }
#define ON_FILE(name) \
  int name(int file) { REAL(int, name, int); REFUSE(ask_open(FSYNC, "fsync", file)); return real(file); }
#define CUTS(name, type) \
  int name(int file, type size) { REAL(int, name, int, type); REFUSE(ask_open(CUT, "cut", file)); return real(file, size); }
ON_PATH(unlink, UNLINK, "unlink")
ON_PATH(rmdir, RMDIR, "rmdir")
ON_PATH_MODE(mkdir, MKDIR, "mkdir")
ON_PATH_MODE(chmod, CHMOD, "chmod")
ON_FILE(fsync)
ON_FILE(fdatasync)
CUTS(ftruncate, off_t)
CUTS(ftruncate64, off64_t)
int mkdirat(int folder, const char *path, mode_t mode) {
  REAL(int, mkdirat, int, const char *, mode_t);
  REFUSE(ask(MKDIR, "mkdir", folder, path));
  return real(folder, path, mode);
}
int unlinkat(int folder, const char *path, int flags) {
  REAL(int, unlinkat, int, const char *, int);
  REFUSE((flags & AT_REMOVEDIR) ? ask(RMDIR, "rmdir", folder, path) : ask(UNLINK, "unlink", folder, path));
  return real(folder, path, flags);
}
int fchmod(int file, mode_t mode) {
  REAL(int, fchmod, int, mode_t);
  REFUSE(ask_open(CHMOD, "chmod", file));
  return real(file, mode);
}
