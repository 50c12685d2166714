namespace Zhidian.Publication;

/// <summary>How to check what was published with curl, openssl and jq alone; shown on the downloads page, run by a test.</summary>
public static class VerifyCommands
{
    /// <param name="files">Address of a version's folder, without a slash at its end.</param>
    /// <param name="key">Address of the public key; a careful reader keeps a copy from an earlier visit.</param>
    public static string Text(string files, string key) =>
        $$"""
            curl -sSf -O {{files}}/manifest.json -O {{files}}/manifest.json.jws -o key.pem {{key}}
            # What was signed: the head of the signature, a dot, the manifest as it is.
            { printf '%s.' "$(cut -d. -f1 manifest.json.jws)"; cat manifest.json; } > signed
            # The signature, from base64url to the two numbers that openssl wants.
            hex=$(printf '%s==' "$(cut -d. -f3 manifest.json.jws | tr -- '-_' '+/')" | base64 -d | od -An -v -tx1 | tr -d ' \n')
            printf 'asn1=SEQUENCE:s\n[s]\nr=INTEGER:0x%s\ns=INTEGER:0x%s\n' "${hex:0:64}" "${hex:64}" > numbers
            openssl asn1parse -genconf numbers -noout -out signature
            openssl dgst -sha256 -verify key.pem -signature signature signed
            # The files beside it, by the hashes of the manifest.
            jq -r '.files[] | .sha256 + "  " + .name' manifest.json | sha256sum -c --ignore-missing
            """;
}
