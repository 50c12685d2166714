using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Zhidian.Workspace;

namespace Zhidian.Publication;

/// <summary>
/// The key that signs manifests: ECDSA on P-256, made at the first use in a file of the data folder that only its owner may read.
/// Its public half is published; who keeps a copy can tell for ever what this portal published. Thread-safe.
/// </summary>
public sealed class SigningKey : IDisposable
{
    private readonly ECDsa _key;
    private readonly Lock _gate = new();
    private readonly ECParameters _public;

    private SigningKey(ECDsa key)
    {
        _key = key;
        _public = key.ExportParameters(includePrivateParameters: false);
        // RFC 7638: the required members in the order of the alphabet, without spaces.
        var thumbprint = $"{{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"{Text(_public.Q.X!)}\",\"y\":\"{Text(_public.Q.Y!)}\"}}";
        Id = Text(SHA256.HashData(Encoding.UTF8.GetBytes(thumbprint)));
    }

    /// <summary>The thumbprint of the public key (RFC 7638).</summary>
    public string Id { get; }

    /// <summary>SubjectPublicKeyInfo, as openssl reads it.</summary>
    public string PublicPem => _key.ExportSubjectPublicKeyInfoPem() + "\n";

    /// <summary>The public key as a set of JSON web keys (RFC 7517).</summary>
    public byte[] PublicSet =>
        JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                keys = new[]
                {
                    new
                    {
                        kty = "EC",
                        crv = "P-256",
                        use = "sig",
                        alg = "ES256",
                        kid = Id,
                        x = Text(_public.Q.X!),
                        y = Text(_public.Q.Y!),
                    },
                },
            }
        );

    /// <exception cref="CryptographicException">The file holds no such key.</exception>
    public static SigningKey LoadOrCreate(DataFolder folder)
    {
        if (!File.Exists(folder.PublicationKeyFile))
        {
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            DataFolder.Replace(
                folder.PublicationKeyFile,
                stream => stream.Write(Encoding.ASCII.GetBytes(made.ExportPkcs8PrivateKeyPem() + "\n")),
                UnixFileMode.UserRead | UnixFileMode.UserWrite
            );
        }
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(folder.PublicationKeyFile));
        return new SigningKey(key);
    }

    /// <summary>
    /// A detached JSON web signature of the bytes as they are: compact serialization without its payload (RFC 7515, appendix F; RFC 7797
    /// with <c>b64</c> false). What is signed is the first part, a dot, and the bytes.
    /// </summary>
    public string Sign(ReadOnlySpan<byte> payload)
    {
        var head = Text(Encoding.ASCII.GetBytes($"{{\"alg\":\"ES256\",\"kid\":\"{Id}\",\"b64\":false,\"crit\":[\"b64\"]}}"));
        byte[] signed = [.. Encoding.ASCII.GetBytes(head + "."), .. payload];
        lock (_gate)
            return $"{head}..{Text(_key.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation))}";
    }

    /// <summary>Whether a signature is of this key and of these bytes.</summary>
    public bool Verifies(string signature, ReadOnlySpan<byte> payload)
    {
        var parts = signature.Trim().Split('.');
        if (parts is not [var head, "", var value] || !Base64Url.IsValid(value))
            return false;
        byte[] signed = [.. Encoding.ASCII.GetBytes(head + "."), .. payload];
        lock (_gate)
            return _key.VerifyData(
                signed,
                Base64Url.DecodeFromChars(value),
                HashAlgorithmName.SHA256,
                DSASignatureFormat.IeeeP1363FixedFieldConcatenation
            );
    }

    public void Dispose() => _key.Dispose();

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
