#ifndef BESPOKE_CCRYPTO_SHIM_H
#define BESPOKE_CCRYPTO_SHIM_H

#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

// Swift imports functions, but neither function-like macros nor the typed stacks that libcrypto
// makes from macros. Each wrapper below stands for one such macro and is named after it.

/// A read-only BIO over `bytes`, which must outlive it; NULL when memory is short.
static inline BIO *bespoke_BIO_read_only(const void *bytes, int count) {
  return BIO_new_mem_buf(bytes, count);
}

/// The contents of a memory BIO; they live as long as the BIO. Returns their count.
static inline long bespoke_BIO_get_mem_data(BIO *bio, char **bytes) {
  return BIO_get_mem_data(bio, bytes);
}

/// The library and reason of the error that `ERR_get_error` or `ERR_peek_error` returned.
static inline int bespoke_ERR_GET_LIB(unsigned long error) { return ERR_GET_LIB(error); }
static inline int bespoke_ERR_GET_REASON(unsigned long error) { return ERR_GET_REASON(error); }

/// True when reading PEM stopped only because no further `-----BEGIN` line follows.
static inline int bespoke_ERR_is_pem_end(unsigned long error) {
  return ERR_GET_LIB(error) == ERR_LIB_PEM && ERR_GET_REASON(error) == PEM_R_NO_START_LINE;
}

/// `OPENSSL_free` is a macro that records file and line.
static inline void bespoke_OPENSSL_free(void *memory) { OPENSSL_free(memory); }

// The subject alternative names: a stack of GENERAL_NAME, whose union Swift cannot see through.

static inline GENERAL_NAMES *bespoke_X509_subject_alt_names(const X509 *certificate) {
  return (GENERAL_NAMES *)X509_get_ext_d2i(certificate, NID_subject_alt_name, NULL, NULL);
}
static inline int bespoke_GENERAL_NAMES_count(const GENERAL_NAMES *names) {
  return sk_GENERAL_NAME_num(names);
}
/// The name at `index` with its `GEN_…` type in `type`: the text of GEN_DNS, GEN_EMAIL and GEN_URI
/// (IA5String), the 4 or 16 bytes of GEN_IPADD (OCTET STRING); NULL for all other types.
static inline const ASN1_STRING *bespoke_GENERAL_NAMES_value(const GENERAL_NAMES *names, int index,
                                                             int *type) {
  const GENERAL_NAME *name = sk_GENERAL_NAME_value(names, index);
  if (name == NULL) {
    *type = -1;
    return NULL;
  }
  *type = name->type;
  switch (name->type) {
  case GEN_DNS:
  case GEN_EMAIL:
  case GEN_URI:
    return name->d.ia5;
  case GEN_IPADD:
    return name->d.iPAddress;
  default:
    return NULL;
  }
}
static inline void bespoke_GENERAL_NAMES_free(GENERAL_NAMES *names) { GENERAL_NAMES_free(names); }

#endif
