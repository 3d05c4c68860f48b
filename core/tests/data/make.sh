#!/bin/sh
# Makes the certificates of these tests anew, with openssl 3. Their keys are thrown away: they are
# worth nothing, and nothing needs them again. Only the shape is that of real ones.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

openssl req -x509 -newkey rsa:2048 -nodes -keyout "$work/ca.key" -out "$work/ca.pem" -days 7300 -sha256 \
  -subj '/C=JP/O=JPKI (TEST, WORTHLESS)/OU=JPKI for user authentication/OU=Japan Agency for Local Authority Information Systems' 2>/dev/null
cat > "$work/ca.cnf" <<CNF
[ca]
default_ca=sandbox
[sandbox]
new_certs_dir=$work
database=$work/index
serial=$work/serial
private_key=$work/ca.key
certificate=$work/ca.pem
policy=any
preserve=yes
[any]
C=supplied
CN=supplied
CNF

# leaf NAME KEYALG SERIAL USAGE EXTUSAGE POLICY DIGEST
leaf() {
  openssl genpkey $2 -out "$work/$1.key" 2>/dev/null
  openssl req -new -key "$work/$1.key" -out "$work/$1.csr" -subj "/C=JP/CN=00000000000000${3#???}003A"
  cat > "$work/$1.cnf" <<CNF
[ext]
keyUsage=critical,$4
extendedKeyUsage=$5
certificatePolicies=critical,@policy
issuerAltName=dirName:issuer
crlDistributionPoints=crl
authorityInfoAccess=OCSP;URI:http://ocsp.user.card-points.example/
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid,issuer
[policy]
policyIdentifier=$6
CPS.1=http://www.card-points.example/certification-practice-statement/user-authentication/edition-of-worthless-test-cases.html
[crl]
fullname=dirName:list
[list]
C=JP
O=JPKI (TEST, WORTHLESS)
1.OU=JPKI for user authentication
2.OU=CRL Distribution Points
3.OU=Tokyo-to
CN=Shinjuku-ku CRLDP of the worthless test authorities
[issuer]
C=JP
O=JPKI (TEST, WORTHLESS)
1.OU=JPKI for user authentication
2.OU=Japan Agency for Local Authority Information Systems
CNF
  : > "$work/index"
  echo "$3" > "$work/serial"
  openssl ca -batch -notext -config "$work/ca.cnf" -in "$work/$1.csr" -md "$7" -create_serial \
    -startdate 20240505000000Z -enddate 20290505145959Z -extfile "$work/$1.cnf" -extensions ext \
    -out "$work/$1.pem" 2>/dev/null
  openssl x509 -in "$work/$1.pem" -outform DER -out "$1.der"
}
rsa='-algorithm RSA -pkeyopt rsa_keygen_bits:2048'
user=1.2.392.200149.8.5.1.3.30
leaf user "$rsa" 1A2B3C01 digitalSignature clientAuth $user sha256
leaf other-card "$rsa" 1A2B3C02 digitalSignature clientAuth $user sha256
leaf other-usage "$rsa" 1A2B3C03 nonRepudiation clientAuth $user sha256
leaf other-purpose "$rsa" 1A2B3C04 digitalSignature serverAuth $user sha256
leaf other-policy "$rsa" 1A2B3C05 digitalSignature clientAuth 1.2.392.200149.8.5.1.1.10 sha256
leaf other-hash "$rsa" 1A2B3C06 digitalSignature clientAuth $user sha512
leaf longer-key '-algorithm RSA -pkeyopt rsa_keygen_bits:3072' 1A2B3C07 digitalSignature clientAuth $user sha256
leaf other-exponent "$rsa -pkeyopt rsa_keygen_pubexp:3" 1A2B3C08 digitalSignature clientAuth $user sha256
leaf other-key '-algorithm EC -pkeyopt ec_paramgen_curve:P-256' 1A2B3C09 digitalSignature clientAuth $user sha256
openssl x509 -in "$work/ca.pem" -outform DER -out authority.der
# What the user's key signs: "what was shown".
printf 'what was shown' | openssl dgst -sha256 -sign "$work/user.key" -out user.signature
