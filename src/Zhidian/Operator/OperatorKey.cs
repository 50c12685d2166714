using System.Security.Cryptography;
using System.Text;
using Zhidian.Workspace;

namespace Zhidian.Operator;

/// <summary>
/// The operator's key of a data folder: 256 random bits in a file that only its owner may read. Whoever can read it may import adverts
/// and run discovery through the server; there is no default and no password.
/// </summary>
public sealed class OperatorKey
{
    private readonly byte[] _hash;

    private OperatorKey(string key) => _hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <summary>Reads the key, making it first where there is none.</summary>
    public static OperatorKey LoadOrCreate(DataFolder folder)
    {
        if (!File.Exists(folder.OperatorKeyFile))
        {
            var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
            DataFolder.Replace(
                folder.OperatorKeyFile,
                stream => stream.Write(Encoding.ASCII.GetBytes(key)),
                UnixFileMode.UserRead | UnixFileMode.UserWrite
            );
        }
        return new OperatorKey(Read(folder));
    }

    /// <summary>The key itself, for a command line on the same data folder.</summary>
    public static string Read(DataFolder folder) => File.ReadAllText(folder.OperatorKeyFile).Trim();

    /// <summary>In constant time.</summary>
    public bool Is(string presented) => CryptographicOperations.FixedTimeEquals(_hash, SHA256.HashData(Encoding.UTF8.GetBytes(presented)));
}
