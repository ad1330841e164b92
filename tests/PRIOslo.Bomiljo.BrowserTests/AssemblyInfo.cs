// One private database and one server at a time: the folder that holds them is named by the environment.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
