using System.Text.Json;
using PRIOslo.Bomiljo.Problems;

namespace PRIOslo.Bomiljo.Import.Formats;

/// <summary>Reads a JSON stream token by token, or a whole value at a time, in a buffer that holds the largest such value.</summary>
internal sealed class JsonTokens(Stream stream, string shownAs)
{
    private const int LargestValueBytes = 1 << 26;
    private byte[] _buffer = new byte[1 << 16];
    private int _from;
    private int _to;
    private bool _ended;
    private JsonReaderState _state = new(new JsonReaderOptions { AllowMultipleValues = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 });

    /// <summary>The token read last.</summary>
    public JsonTokenType Type { get; private set; }

    /// <summary>The name, where the token is a property's.</summary>
    public string Name { get; private set; } = "";

    /// <returns>False at the end of the stream.</returns>
    /// <exception cref="ProblemException">BOM-311: this is no JSON.</exception>
    public bool Next()
    {
        while (true)
        {
            try
            {
                var reader = new Utf8JsonReader(_buffer.AsSpan(_from, _to - _from), _ended, _state);
                if (reader.Read())
                {
                    Type = reader.TokenType;
                    Name = Type == JsonTokenType.PropertyName ? reader.GetString()! : "";
                    Advance(ref reader);
                    return true;
                }
            }
            catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
            {
                throw Wrong("the file is not well-formed JSON.", wrong);
            }

            if (_ended)
                return false;
            Fill();
        }
    }

    /// <summary>The value that comes next, whole.</summary>
    public JsonElement Value()
    {
        while (true)
        {
            try
            {
                var reader = new Utf8JsonReader(_buffer.AsSpan(_from, _to - _from), _ended, _state);
                if (reader.Read() && JsonDocument.TryParseValue(ref reader, out var value))
                {
                    using (value)
                    {
                        Advance(ref reader);
                        return value.RootElement.Clone();
                    }
                }
            }
            catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
            {
                throw Wrong("the file is not well-formed JSON.", wrong);
            }

            if (_ended)
                throw Wrong("the file ends too early.", null);
            Fill();
        }
    }

    /// <summary>What kind of token comes next, without reading it; none at the end.</summary>
    public JsonTokenType Peek()
    {
        while (true)
        {
            try
            {
                var reader = new Utf8JsonReader(_buffer.AsSpan(_from, _to - _from), _ended, _state);
                if (reader.Read())
                    return reader.TokenType;
            }
            catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
            {
                throw Wrong("the file is not well-formed JSON.", wrong);
            }

            if (_ended)
                return JsonTokenType.None;
            Fill();
        }
    }

    private void Advance(ref Utf8JsonReader reader)
    {
        _from += (int)reader.BytesConsumed;
        _state = reader.CurrentState;
    }

    private void Fill()
    {
        if (_from > 0)
        {
            _buffer.AsSpan(_from, _to - _from).CopyTo(_buffer);
            (_from, _to) = (0, _to - _from);
        }

        if (_to == _buffer.Length)
        {
            if (_buffer.Length >= LargestValueBytes)
                throw Wrong("one value is larger than 64 MB.", null);
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = stream.Read(_buffer, _to, _buffer.Length - _to);
        _to += read;
        _ended = read == 0;
    }

    private ProblemException Wrong(string what, Exception? cause) =>
        new(ProblemCode.BadStructure, shownAs, what, "Fetch the delivery again from the source.", cause);
}
