using System.Net.Sockets;
using Npgsql;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Database;

/// <summary>Says in the program's words what a driver or the system reports; messages hold no values of rows.</summary>
public static class DatabaseProblems
{
    private const int NoSpaceLeft = 28; // ENOSPC

    /// <returns>Null if the exception is not one that a user can do something about.</returns>
    public static ProblemException? Translate(Exception failure) => failure switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } full =>
            new(ProblemCode.DiskFull, "database", "the disk is full; nothing was stored.", "Free some space and run the command again.", full),
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } refused =>
            new(ProblemCode.MissingRight, "database", $"the role lacks a right ({refused.MessageText}).", "Connect as the owner's role.", refused),
        PostgresException { SqlState: "57P01" or "57P02" or "57P03" } stopped =>
            new(ProblemCode.ConnectionLost, "database", "the server was stopped; nothing was stored.", "Run the command again.", stopped),
        PostgresException { SqlState: "28000" or "28P01" or "3D000" } login =>
            new(ProblemCode.CannotConnect, DatabaseAccess.OwnerVariable, $"the server refuses the connection ({login.SqlState}).",
                "Check user, password and database name.", login),
        PostgresException => null,
        NpgsqlException { InnerException: SocketException or TimeoutException } unreachable =>
            new(ProblemCode.CannotConnect, DatabaseAccess.IsExternal ? DatabaseAccess.OwnerVariable : "database",
                "the server does not answer.", "Start it (`bomiljo db start` for the private one) or correct the connection string.", unreachable),
        NpgsqlException { InnerException: IOException or null } lost =>
            new(ProblemCode.ConnectionLost, "database", "the connection was lost; nothing was stored.", "Run the command again.", lost),
        IOException { HResult: NoSpaceLeft } full =>
            new(ProblemCode.DiskFull, "disk", "the disk is full.", "Free some space and run the command again.", full),
        _ => null,
    };
}
