namespace PRIOslo.Bomiljo.Problems;

/// <summary>A stable code such as <c>BOM-104</c>. <c>default</c> means no problem.</summary>
/// <param name="Number">The number after «BOM-». 0xx arguments, 1xx configuration, 2xx and 318 rows, 3xx deliveries,
/// 4xx database, 5xx geodata, 6xx measurement and publishing, 7xx sites, 8xx the web.</param>
/// <param name="Exit">The exit code when the problem ends the program.</param>
public readonly record struct ProblemCode(int Number, ExitCode Exit)
{
    public override string ToString() => $"BOM-{Number:000}";

    // Arguments
    public static readonly ProblemCode BadArgument = new(1, ExitCode.WrongArguments);
    public static readonly ProblemCode FileNotFound = new(2, ExitCode.WrongArguments);
    public static readonly ProblemCode NotAFile = new(3, ExitCode.WrongArguments);
    public static readonly ProblemCode CannotWriteFile = new(4, ExitCode.WrongArguments);
    public static readonly ProblemCode PersonInWords = new(5, ExitCode.WrongArguments);

    // Configuration: mappings, taxonomy, rules
    public static readonly ProblemCode BadConfiguration = new(101, ExitCode.WrongConfiguration);
    public static readonly ProblemCode UnknownKey = new(102, ExitCode.WrongConfiguration);
    public static readonly ProblemCode UnknownCategory = new(104, ExitCode.WrongConfiguration);
    public static readonly ProblemCode SampleDiffers = new(105, ExitCode.WrongConfiguration);
    public static readonly ProblemCode UnknownMetric = new(106, ExitCode.WrongConfiguration);
    public static readonly ProblemCode CircularReference = new(107, ExitCode.WrongConfiguration);
    public static readonly ProblemCode RuleNotAllowed = new(108, ExitCode.WrongConfiguration);

    // Rows: each rejects one row and is listed with line and column
    public static readonly ProblemCode MissingValue = new(201, ExitCode.RowsRejected);
    public static readonly ProblemCode BadDate = new(202, ExitCode.RowsRejected);
    public static readonly ProblemCode BadCoordinate = new(204, ExitCode.RowsRejected);
    public static readonly ProblemCode BadAreaCode = new(205, ExitCode.RowsRejected);
    public static readonly ProblemCode BadCount = new(206, ExitCode.RowsRejected);
    public static readonly ProblemCode BadRow = new(207, ExitCode.RowsRejected);
    public static readonly ProblemCode CategoryNotMapped = new(208, ExitCode.RowsRejected);
    public static readonly ProblemCode DateInFuture = new(209, ExitCode.RowsRejected);
    public static readonly ProblemCode HiddenCount = new(318, ExitCode.RowsRejected);

    // Deliveries: each stops one file
    public static readonly ProblemCode WrongEncoding = new(301, ExitCode.WrongConfiguration);
    public static readonly ProblemCode WrongSeparator = new(302, ExitCode.WrongConfiguration);
    public static readonly ProblemCode MissingColumn = new(303, ExitCode.WrongConfiguration);
    public static readonly ProblemCode EmptyFile = new(304, ExitCode.WrongConfiguration);
    public static readonly ProblemCode BinaryFile = new(305, ExitCode.WrongConfiguration);
    public static readonly ProblemCode WrongCoordinateSystem = new(306, ExitCode.WrongConfiguration);
    public static readonly ProblemCode FileChanged = new(307, ExitCode.Refused);
    public static readonly ProblemCode UnknownDelivery = new(308, ExitCode.WrongArguments);

    public static readonly ProblemCode BadStructure = new(311, ExitCode.WrongConfiguration);
    public static readonly ProblemCode PersonalData = new(312, ExitCode.Refused);
    public static readonly ProblemCode OverlappingDelivery = new(313, ExitCode.Refused);
    public static readonly ProblemCode CannotReplace = new(314, ExitCode.WrongArguments);
    public static readonly ProblemCode UnpacksTooFar = new(315, ExitCode.Refused);
    public static readonly ProblemCode AmbiguousColumn = new(316, ExitCode.WrongConfiguration);
    public static readonly ProblemCode RowsDeleted = new(317, ExitCode.Refused);
    public static readonly ProblemCode ReusedIds = new(319, ExitCode.Refused);

    // Database
    public static readonly ProblemCode NoPostgres = new(401, ExitCode.DatabaseUnavailable);
    public static readonly ProblemCode NoPostgis = new(402, ExitCode.DatabaseUnavailable);
    public static readonly ProblemCode CannotConnect = new(403, ExitCode.DatabaseUnavailable);
    public static readonly ProblemCode CannotStart = new(404, ExitCode.DatabaseUnavailable);
    public static readonly ProblemCode DiskFull = new(405, ExitCode.DatabaseUnavailable);
    public static readonly ProblemCode MigrationChanged = new(406, ExitCode.DatabaseUnavailable);
    public static readonly ProblemCode DatabaseNewer = new(407, ExitCode.DatabaseUnavailable);
    public static readonly ProblemCode MissingRight = new(408, ExitCode.DatabaseUnavailable);
    public static readonly ProblemCode ConnectionLost = new(409, ExitCode.DatabaseUnavailable);
    public static readonly ProblemCode NoClientPrograms = new(410, ExitCode.DatabaseUnavailable);
    public static readonly ProblemCode BackupFailed = new(411, ExitCode.DatabaseUnavailable);
    public static readonly ProblemCode NotABackup = new(412, ExitCode.WrongConfiguration);
    public static readonly ProblemCode BackupDamaged = new(413, ExitCode.WrongConfiguration);
    public static readonly ProblemCode DatabaseHoldsData = new(414, ExitCode.Refused);
    public static readonly ProblemCode RestoreFailed = new(415, ExitCode.DatabaseUnavailable);

    // Geodata
    public static readonly ProblemCode BadGeodata = new(501, ExitCode.WrongConfiguration);
    public static readonly ProblemCode NoGdal = new(502, ExitCode.WrongConfiguration);
    public static readonly ProblemCode MissingLayer = new(503, ExitCode.Refused);
    public static readonly ProblemCode UnknownEpsg = new(504, ExitCode.WrongArguments);

    // Measurement and publishing
    public static readonly ProblemCode NothingToMeasure = new(601, ExitCode.Refused);
    public static readonly ProblemCode NoPopulation = new(602, ExitCode.Refused);
    public static readonly ProblemCode NotMeasured = new(603, ExitCode.Refused);
    public static readonly ProblemCode NotProtected = new(604, ExitCode.Refused);
    public static readonly ProblemCode RealDataPresent = new(605, ExitCode.Refused);
    public static readonly ProblemCode IncidentsDeleted = new(606, ExitCode.Refused);

    // The gate, freezing and verifying
    public static readonly ProblemCode CoverageRefused = new(620, ExitCode.Refused);
    public static readonly ProblemCode UnknownSourceYear = new(621, ExitCode.WrongArguments);
    public static readonly ProblemCode ReasonMissing = new(622, ExitCode.WrongArguments);
    public static readonly ProblemCode MeasurementOutdated = new(623, ExitCode.Refused);
    public static readonly ProblemCode NotFrozen = new(624, ExitCode.Refused);
    public static readonly ProblemCode FrozenDiffers = new(625, ExitCode.Refused);
    public static readonly ProblemCode BadCodeChanges = new(626, ExitCode.WrongConfiguration);
    public static readonly ProblemCode UnknownEvent = new(627, ExitCode.WrongArguments);
    public static readonly ProblemCode NothingForTheGateToOverride = new(628, ExitCode.Refused);
    public static readonly ProblemCode OldAreasCannotBeCounted = new(692, ExitCode.Refused);
    public static readonly ProblemCode LeftOutForGood = new(693, ExitCode.Refused);
    public static readonly ProblemCode FutureBreak = new(630, ExitCode.WrongArguments);
    public static readonly ProblemCode NoSuchDecision = new(631, ExitCode.WrongArguments);

    // Disclosure control over releases and drawn areas
    public static readonly ProblemCode NoSolver = new(635, ExitCode.Refused);
    public static readonly ProblemCode NoSolverAnswer = new(636, ExitCode.Refused);
    public static readonly ProblemCode NotSafeBesideEarlier = new(640, ExitCode.Refused);
    public static readonly ProblemCode DrawnOutside = new(641, ExitCode.WrongArguments);
    public static readonly ProblemCode DrawnTooSmall = new(642, ExitCode.Refused);
    public static readonly ProblemCode DrawnCutBefore = new(643, ExitCode.Refused);
    public static readonly ProblemCode DrawnOtherVersion = new(644, ExitCode.Refused);
    public static readonly ProblemCode ReleasesContradict = new(674, ExitCode.Refused);

    // Reports and files
    public static readonly ProblemCode NotPublished = new(660, ExitCode.Refused);
    public static readonly ProblemCode NoSuchArea = new(661, ExitCode.WrongArguments);
    public static readonly ProblemCode DrawnInvalid = new(662, ExitCode.WrongArguments);
    public static readonly ProblemCode DrawnTooMany = new(663, ExitCode.Refused);
    public static readonly ProblemCode DrawnBusy = new(664, ExitCode.Refused);
    public static readonly ProblemCode CannotAdopt = new(665, ExitCode.WrongArguments);
    public static readonly ProblemCode OverrideOutside = new(667, ExitCode.WrongArguments);
    public static readonly ProblemCode PlotSwapped = new(669, ExitCode.WrongArguments);
    public static readonly ProblemCode OverrideNotApplicable = new(668, ExitCode.WrongArguments);

    // Sites
    public static readonly ProblemCode BadSites = new(701, ExitCode.WrongConfiguration);
    public static readonly ProblemCode AddressNotFound = new(702, ExitCode.WrongArguments);
    public static readonly ProblemCode OutsideCity = new(703, ExitCode.WrongArguments);
    public static readonly ProblemCode UnknownProject = new(715, ExitCode.WrongArguments);
    public static readonly ProblemCode NoOverrideReason = new(716, ExitCode.WrongArguments);
    public static readonly ProblemCode NothingToOverride = new(717, ExitCode.WrongArguments);

    // Web
    public static readonly ProblemCode NotLoopback = new(801, ExitCode.Refused);
    public static readonly ProblemCode NoWebConnection = new(802, ExitCode.DatabaseUnavailable);
    public static readonly ProblemCode PortInUse = new(803, ExitCode.WrongArguments);
    public static readonly ProblemCode NotForRole = new(810, ExitCode.Refused);
    public static readonly ProblemCode SignInFailed = new(811, ExitCode.Refused);
    public static readonly ProblemCode NoRole = new(812, ExitCode.Refused);
    public static readonly ProblemCode BadSignInConfiguration = new(813, ExitCode.WrongConfiguration);
    public static readonly ProblemCode TooManyRequests = new(814, ExitCode.Refused);
    public static readonly ProblemCode BadForm = new(815, ExitCode.Refused);
    public static readonly ProblemCode NoProvider = new(816, ExitCode.Refused);
    public static readonly ProblemCode UnknownServiceParameter = new(820, ExitCode.WrongArguments);
    public static readonly ProblemCode BadServiceParameter = new(821, ExitCode.WrongArguments);
    public static readonly ProblemCode NoSuchServiceResource = new(822, ExitCode.WrongArguments);
}
